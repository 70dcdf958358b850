/** What the published tools need; null: not published, 'none': not found. */
export interface Published {
  readonly surw: number | 'none' | null;
  readonly pct: number | 'none' | null;
  readonly pos: number | 'none' | null;
  readonly random: number | 'none' | null;
  readonly rff: number | 'none' | null;
}

type Row = [
  surw: Published['surw'],
  pct: Published['pct'],
  pos: Published['pos'],
  random: Published['random'],
  rff: Published['rff'],
];

/**
 * The mean number of schedules to the first bug: of SURW, PCT with depth 3, POS and the random walk from "Selectively
 * uniform concurrency testing" (ASPLOS 2025), of RFF from "Greybox fuzzing for concurrency testing" (ASPLOS 2024).
 */
const ROWS: Readonly<Record<string, Row>> = {
  account: [6, 4, 4, 18, 1],
  bluetooth_driver: [70, 112, 36, 215, 45],
  carter01: [null, 5, 2, 1, 2],
  circular_buffer: [3, 9, 2, 4, 2],
  deadlock01: [2, 13, 4, 3, 5],
  lazy01: [2, 5, 5, 21, 6],
  queue: [2, 3, 1, 1, 1],
  stack: [5, 3, 2, 176, 2],
  token_ring: [8, 8, 9, 13, 5],
  twostage: [8, 13, 15, 464, 8],
  twostage_100: [454, 7466, 6674, null, 56],
  wronglock: [7, 51, 10, 36, 1],
  wronglock_3: [9, 58, 11, null, 1],
  reorder_3: [7, 185, 86, 'none', 7],
  reorder_5: [10, 647, 2169, 'none', 6],
  reorder_10: [17, 3225, 'none', 'none', 6],
  reorder_20: [6, 3005, 'none', 'none', 6],
  reorder_50: [13, 3304, 'none', 'none', 6],
  reorder_100: [194, 'none', 'none', 'none', 6],
  'stringbuffer-jdk1.4': [8, 281, 23, 2243, 15],
  WorkStealQueue: [6, 48, 12, null, 10],
  qsort_mt: [3048, 4714, 3004, 3442, 322],
  SafeStack: [368_921, 'none', 'none', 'none', 'none'],
};

const UNPUBLISHED: Row = [null, null, null, null, null];

export function publishedFor(program: string): Published {
  const [surw, pct, pos, random, rff] = ROWS[program] ?? UNPUBLISHED;
  return { surw, pct, pos, random, rff };
}
