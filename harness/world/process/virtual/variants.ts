/** The outcomes of a process's option: its step, the end of its time, its alarm, its death, and from 4 on the faults. */
export const STEP = 0;
export const TIMEOUT = 1;
export const ALARM = 2;
export const KILL = 3;
export const FIRST_FAULT = 4;
/** Of one actor. */
export const VARIANTS = 16;

/** What no scheduler has to do at some time. */
export const mayNeverCome = (variant: number): boolean => variant === KILL || variant >= FIRST_FAULT;
