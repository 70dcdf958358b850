/** The id of the module that stands for `posix` in a compiled program; see `preparePosix`. */
export const POSIX_MODULE = 'posix.js';
