import type { TrailSettings } from '../../domain/trail';
import { differs } from '../detection/differs';

/** Some of a trail's settings, and how they must compare with the baseline. */
export interface ChangedSettings {
  readonly technique: string;
  readonly settings: Partial<Record<keyof TrailSettings, Comparison>>;
  readonly sentence: (name: string) => string;
  /** What becomes of its files under the settings that were seen; nothing where they are as readable as before. */
  readonly partly?: (seen: TrailSettings) => string | undefined;
}

/**
 * `exactly`: any other value is tampering, also one where there was none (a foreign key, a prefix).
 * `atLeast`: what the baseline asks for must be there; more than that is no finding.
 */
type Comparison = 'exactly' | 'atLeast';

/** A trail one of whose settings is not what it must be; nothing when the trail is gone or all are. */
export const settingChanged = ({ technique, settings, sentence, partly }: ChangedSettings) =>
  differs<'trail'>(technique, ({ settings: must }, { settings: is }) => {
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
  });

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
