/** The tests' fixed clock: so many seconds after 20:00 on the day everything happens. */
export const at = (seconds: number): string => new Date(START + seconds * 1_000).toISOString();

const START = Date.parse('2026-11-21T20:00:00.000Z');
