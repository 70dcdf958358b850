import type { CallName } from '../kernel.js';

/**
 * Keeps the names that a submission uses out of the way of the rest of the system: paths in `/tmp` become paths in a folder
 * of this run, names of shared memory and semaphores get a prefix of this run.
 */
export class Names {
  readonly #folder: string;
  readonly #prefix: string;

  constructor(folder: string, prefix: string) {
    this.#folder = folder;
    this.#prefix = prefix;
  }

  #path(path: unknown): unknown {
    return typeof path === 'string' && path.startsWith('/tmp/') ? `${this.#folder}/${path.slice(5)}` : path;
  }

  #address(address: unknown): unknown {
    if (typeof address !== 'object' || address === null || !('path' in address)) return address;
    return { path: this.#path(address.path) };
  }

  /** The arguments with real names. */
  real(name: CallName, args: readonly unknown[]): unknown[] {
    const out = [...args];
    switch (name) {
      case 'open':
      case 'unlink':
      case 'ftok':
        out[0] = this.#path(out[0]);
        break;
      case 'bind':
      case 'connect':
        out[1] = this.#address(out[1]);
        break;
      case 'sendto':
        out[3] = this.#address(out[3]);
        break;
      case 'shm_open':
      case 'shm_unlink':
      case 'sem_open':
      case 'sem_unlink':
        if (typeof out[0] === 'string' && /^\/?[^/]+$/.test(out[0]))
          out[0] = `/${this.#prefix}${out[0].replace(/^\//, '')}`;
        break;
      default:
    }
    return out;
  }

  /** A result with the names that the submission knows. */
  virtual(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value;
    if ('path' in value && typeof value.path === 'string' && value.path.startsWith(`${this.#folder}/`)) {
      return { path: `/tmp/${value.path.slice(this.#folder.length + 1)}` };
    }
    if ('address' in value) return { ...value, address: this.virtual(value.address) };
    return value;
  }
}
