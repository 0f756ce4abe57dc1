import { expect, test } from '@jest/globals';
import { judgeDrill, judgeTechnique, type SeenDrill } from '../../services/cli/drill/judge-drill';
import { allTechniques } from '../../shared/tampering/catalogue';

/** A drill that stopped a trail, which was found and put back once. */
const seen = (
  {
    state = 'restored',
    techniques = ['stop-logging'],
    outcome = 'restored',
  }: Partial<SeenDrill['incident']>,
  different: Partial<SeenDrill> = {},
): SeenDrill => ({
  ...{ technique: 'stop-logging', incidents: 1, isBack: true, isComplete: true },
  ...different,
  incident: { state, techniques, outcome },
});

/** A technique that no runbook undoes. */
const byHand = { technique: 'bound-free-role' };
const itself = { techniques: ['bound-free-role'] };

test.each<[what: string, seen: SeenDrill, good: boolean, verdict: string]>([
  ['is put back and named', seen({}), true, 'put back'],
  [
    'is put back and named among others',
    seen({ techniques: ['redirect-delivery', 'stop-logging'] }),
    true,
    'put back',
  ],
  [
    'is put back as another technique',
    seen({ techniques: ['redirect-delivery'] }),
    false,
    'NOT RECOGNISED: the incident names redirect-delivery, not stop-logging',
  ],
  [
    'is put back as several others',
    seen({ techniques: ['redirect-delivery', 'change-key'] }),
    false,
    'NOT RECOGNISED: the incident names redirect-delivery, change-key, not stop-logging',
  ],
  [
    'has an incident that names nothing',
    seen({ techniques: [] }),
    false,
    'NOT RECOGNISED: the incident names nothing, not stop-logging',
  ],
  [
    'is put back before it was done, and named',
    seen({}, { isComplete: false }),
    true,
    'put back before it was done',
  ],
  [
    'is put back before it was done, as another technique',
    seen({ techniques: ['change-key'] }, { isComplete: false }),
    false,
    'NOT RECOGNISED: the incident names change-key, not stop-logging',
  ],
  [
    'changed nothing, and is named by its event alone',
    seen({ outcome: 'unchanged' }),
    false,
    'CHANGED NOTHING: its calls left no difference that a technique found',
  ],
  ['is named and not put back', seen({}, { isBack: false }), false, 'NOT PUT BACK'],
  [
    'has a runbook and calls a person',
    seen({ state: 'escalated' }, { isBack: false }),
    false,
    'NOT PUT BACK',
  ],
  ['is told twice', seen({}, { incidents: 2 }), false, 'TOLD 2 TIMES: it must be one incident'],
  [
    'has no runbook and calls a person',
    seen({ state: 'escalated', ...itself }, { ...byHand, isBack: false }),
    true,
    'a person was called',
  ],
  [
    'has no runbook and calls a person for another technique',
    seen({ state: 'escalated', techniques: ['deny-role'] }, { ...byHand, isBack: false }),
    false,
    'NOT RECOGNISED: the incident names deny-role, not bound-free-role',
  ],
  [
    'has no runbook and is said to be restored',
    seen({ state: 'restored', ...itself }, { ...byHand, isBack: false }),
    false,
    'NOT PUT BACK',
  ],
  [
    'has no runbook and is put back after a person acted',
    seen({ state: 'restored', ...itself }, byHand),
    true,
    'put back once a person had acted',
  ],
  [
    'has no runbook and is undone as another technique',
    seen({ techniques: ['strip-role'] }, byHand),
    false,
    'NOT RECOGNISED: the incident names strip-role, not bound-free-role',
  ],
])('the verdict on a drill whose technique %s', (_, drill, good, verdict) => {
  expect(judgeTechnique(drill)).toEqual({ good, verdict });
});

test('the incident of another technique does not prove a technique', () => {
  for (const { id: technique } of allTechniques) {
    const others = allTechniques.map(({ id }) => id).filter((id) => id !== technique);
    for (const state of ['restored', 'escalated'] as const) {
      const { good } = judgeTechnique(seen({ state, techniques: others }, { technique }));
      expect({ technique, good }).toEqual({ technique, good: false });
    }
  }
});

test('a drill that did not finish says why', () => {
  expect(
    judgeDrill({ technique: 'stop-logging', failed: 'No event reached EventBridge.' }),
  ).toEqual({
    good: false,
    verdict: 'FAILED: No event reached EventBridge.',
  });
});

test('a burst must be restored whole, as one incident for each subject', () => {
  const burst = { technique: 'blind-in-one-burst', isBack: true, subjects: 3, tookMs: 900 };
  expect(judgeDrill({ ...burst, incidents: 3 })).toEqual({ good: true, verdict: 'all 3 put back' });
  expect(judgeDrill({ ...burst, incidents: 4 }).good).toBe(false);
  expect(judgeDrill({ ...burst, incidents: 3, isBack: false }).good).toBe(false);
});

test('a reported row must be told once, with guidance', () => {
  const told = {
    technique: 'ORG-02',
    incidents: 1,
    sentence: 'It left.',
    guidance: ['Invite it.'],
  };
  expect(judgeDrill(told)).toEqual({ good: true, verdict: 'reported with guidance' });
  expect(judgeDrill({ ...told, incidents: 2 }).good).toBe(false);
  expect(judgeDrill({ ...told, guidance: [] }).good).toBe(false);
});

test('a row that a setting undoes must be undone, and told as undone', () => {
  const undone = {
    technique: 'ORG-07',
    incidents: 1,
    isUndone: true,
    escalation: '',
    timeline: [],
  };
  expect(judgeDrill({ ...undone, outcome: 'restored' })).toEqual({ good: true, verdict: 'undone' });
  expect(judgeDrill({ ...undone, outcome: 'escalated' }).good).toBe(false);
  expect(judgeDrill({ ...undone, outcome: 'restored', isUndone: false }).good).toBe(false);
});
