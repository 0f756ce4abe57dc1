/** A parameter that a deployment would change. */
export interface ParameterChange {
  readonly name: string;
  readonly before: string;
  readonly after: string;
  /** What would not be guarded, or not be done, any more; absent when nothing is given up. */
  readonly drops?: string;
}

/** What guards nothing, of parameters that turn something on. */
const OFF: ReadonlySet<string> = new Set(['', 'none', 'no']);

/** Lists of what is guarded. A list of principals that are let through is not among them. */
const GUARDED =
  /^(?:OrganizationalUnitIds|GovernedRegions|Protected\w+|BucketGuardUnits|ContainmentUnits|LoginGuardUnits|NotificationTopics)$/;
const SWITCHED =
  /^(?:BucketGuard|Containment|LoginGuard|ManagementAccountId|LogArchiveAccountId|ProtectedLogGroup|AlarmTopicArn|UndoReported)$/;

/**
 * What a deployment changes against what runs, with what it would give up. A parameter that the file leaves out falls
 * back to the template's default, as CloudFormation does it.
 */
export function parameterChanges(
  running: Readonly<Record<string, string>>,
  wanted: Readonly<Record<string, string>>,
  defaults: Readonly<Record<string, string>>,
): readonly ParameterChange[] {
  const names = [...new Set([...Object.keys(running), ...Object.keys(wanted)])];
  return names.flatMap((name) => {
    const before = running[name] ?? defaults[name] ?? '';
    const after = wanted[name] ?? defaults[name] ?? '';
    if (before === after) return [];
    const drops = dropped(name, before, after);
    return [{ name, before, after, ...(drops && { drops }) }];
  });
}

function dropped(name: string, before: string, after: string): string | undefined {
  if (SWITCHED.test(name) && !OFF.has(before) && OFF.has(after)) return `${before} is turned off`;
  if (!GUARDED.test(name)) return undefined;
  const kept = new Set(after.split(',').map((one) => one.trim()));
  // An empty list of units that opted in means all of them.
  if (name.endsWith('GuardUnits') || name === 'ContainmentUnits') {
    if (after === '') return undefined;
  }
  const gone = before.split(',').filter((one) => one && !kept.has(one.trim()));
  return gone.length > 0 ? `${gone.join(', ')} would not be guarded any more` : undefined;
}
