import { calling, DISABLE_LOGS, type Technique } from '../../domain/technique';
import type { TrailSettings } from '../../domain/trail';
import { differs } from '../detection/differs';

/** Some of a trail's settings, how they must compare with the baseline, and how UpdateTrail weakens them. */
interface Weakened {
  readonly settings: Partial<Record<keyof TrailSettings, Comparison>>;
  readonly sentence: (name: string) => string;
  /** What becomes of its files under the settings that were seen; nothing where they are as readable as before. */
  readonly partly?: (seen: TrailSettings) => string | undefined;
  /** As a technique has it. */
  readonly blindTo?: string;
  /** What a drill sends. */
  readonly sent: Readonly<Record<string, unknown>>;
}

/**
 * `exactly`: any other value is tampering, also one where there was none (a foreign key, a prefix).
 * `atLeast`: what the baseline asks for must be there; more than that is no finding.
 */
type Comparison = 'exactly' | 'atLeast';

/**
 * What a technique is that weakens a trail by UpdateTrail: one of its settings is not what it must be. It finds nothing
 * when the trail is gone or all are.
 */
export const byUpdateTrail = (
  technique: string,
  { settings, sentence, partly, blindTo, sent }: Weakened,
) =>
  ({
    mitre: DISABLE_LOGS,
    ...(blindTo && { blindTo }),
    events: { 'cloudtrail.amazonaws.com': ['UpdateTrail'] },
    parts: [],
    detect: differs<'trail'>(technique, ({ settings: must }, { settings: is }) => {
      const changed = (Object.keys(settings) as (keyof TrailSettings)[]).filter((name) =>
        isWorse(must[name], is[name], settings[name]),
      );
      if (changed.length === 0) return undefined;
      const part = partly?.(is);
      return {
        part: changed.map((name) => `settings.${name}`).join(', '),
        expected: changed.map((name) => shown(must[name])).join(', '),
        actual: changed.map((name) => shown(is[name])).join(', '),
        sentence: sentence(must.name),
        ...(part && { partly: part }),
      };
    }),
    drill: calling<'trail'>('cloudtrail:UpdateTrail', ({ id }) => ({ Name: id, ...sent })),
  }) satisfies Partial<Technique<'trail'>>;

function isWorse(must: unknown, is: unknown, comparison: Comparison | undefined): boolean {
  if (comparison === 'exactly') return must !== is;
  if (typeof must === 'boolean') return must && is !== true;
  return must !== undefined && must !== is;
}

const shown = (value: unknown): string =>
  value === undefined
    ? 'none'
    : typeof value === 'boolean'
      ? value
        ? 'on'
        : 'off'
      : String(value);
