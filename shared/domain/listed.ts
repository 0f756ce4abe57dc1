/** Names as a finding shows them. A runbook reads them back, to tell foreign parts from the baseline's. */
export const listed = (names: readonly string[]): string => names.join(', ') || NONE;

/** The names that `listed` showed. */
export const namesIn = (text: string): readonly string[] => (text === NONE ? [] : text.split(', '));

const NONE = 'none';
