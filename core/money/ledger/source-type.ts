/** "AssignmentStep" → "assignment_step": how the ledger names the type of a document behind an entry. */
export const sourceTypeOf = (typeName: string): string =>
  typeName.replace(/[A-Z]/g, (letter, at: number) => `${at > 0 ? '_' : ''}${letter.toLowerCase()}`);
