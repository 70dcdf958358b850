/** The machine did not offer what it had offered after the same choices: something in it is left to chance. */
export class NotRepeatable extends Error {}
