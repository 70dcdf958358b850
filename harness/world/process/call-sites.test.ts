import { expect, test } from '@jest/globals';
import { HOSTED_METHODS } from '../../submission/globals.js';
import { callNames } from './kernel.js';

test('every call of posix says where it stands in the source', () => {
  expect(callNames.filter((name) => !HOSTED_METHODS.has(name))).toEqual([]);
});
