import type { GuidedCommand } from '../../domain/guidance';

/** The command of a line of noted guidance, `why: command`; nothing where the line is a sentence. */
export function commandIn(line: string): GuidedCommand | undefined {
  const [, why, command] = /^(.+?): ((?:aws|trailwarden|npx) \S.*)$/.exec(line) ?? [];
  return why && command ? { why, command } : undefined;
}
