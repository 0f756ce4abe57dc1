/** Names as a finding shows them; a runbook reads them back to tell what is there from what is not. */
export const listed = (names: readonly string[]): string => names.join(', ') || NONE;

/** The names that `listed` showed. */
export const namesIn = (text: string): readonly string[] => (text === NONE ? [] : text.split(', '));

const NONE = 'none';
