import type { Coverage, KnownCoverage } from '../../domain/coverage';

/**
 * A trail is put back where it lives, perhaps seconds after another Region of the account was looked at
 * and found blind for it. What a later look anywhere saw of the same trail holds for that Region too:
 * the floor is about the trail, which covers all of them.
 *
 *   eu-west-1  blind: main is not logging     20:00:01
 *   us-east-1  main is restored, guarded      20:00:02   → eu-west-1 is guarded since then
 */
export function withLaterGuards(known: readonly KnownCoverage[]): readonly KnownCoverage[] {
  const lastSeen = new Map<string, KnownCoverage>();
  for (const look of known) {
    for (const { id } of look.coverage.kind === 'unreachable' ? [] : look.coverage.trails) {
      const other = lastSeen.get(id);
      if (!other || other.lookedAt < look.lookedAt) lastSeen.set(id, look);
    }
  }
  return known.map((look) => laterGuard(look, lastSeen) ?? look);
}

function laterGuard(
  look: KnownCoverage,
  lastSeen: ReadonlyMap<string, KnownCoverage>,
): KnownCoverage | undefined {
  if (look.coverage.kind !== 'blind') return undefined;
  for (const { id } of look.coverage.trails) {
    const last = lastSeen.get(id);
    if (last?.coverage.kind !== 'guarded' || last.lookedAt <= look.lookedAt) continue;
    const trails = last.coverage.trails.filter((trail) => trail.id === id);
    const coverage: Coverage = { kind: 'guarded', trails };
    return { ...look, coverage, since: last.lookedAt };
  }
  return undefined;
}
