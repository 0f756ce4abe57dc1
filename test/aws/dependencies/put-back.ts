import { observeDependency } from '../../../shared/aws/dependencies/observe-dependency';
import { serviceClients } from '../../../shared/aws/dependencies/service-clients';
import { takeDependencyStep } from '../../../shared/aws/dependencies/take-dependency-step';
import { makeCall } from '../../../shared/aws/make-call';
import type { Observation } from '../../../shared/domain/observation';
import { allParts } from '../../../shared/domain/parts';
import type { DependencyStep } from '../../../shared/domain/step';
import type { DependencyKind, Subject } from '../../../shared/domain/subject';
import type { TamperingCall } from '../../../shared/domain/technique';
import { decide } from '../../../shared/restore/decide';
import type { OrganizationUnderTest } from '../../sandbox/core/organization-under-test';

/** An administrator's hands and eyes on one subject in the sandbox. */
export function handsOn<K extends DependencyKind>(
  { sandbox }: OrganizationUnderTest,
  subject: Subject<K>,
) {
  const { accountId, region } = subject;
  const credentials = sandbox.credentials(accountId);
  const connection = { endpoint: sandbox.endpoint, region, credentials };
  const clients = serviceClients(connection);
  const look = () => observeDependency(subject, allParts(subject.kind), clients, () => new Date(0));
  return {
    clients,
    look,
    /** The state before, the techniques found after the calls, and the state after the steps. */
    putBack: async (calls: readonly TamperingCall[]) => {
      const before = await look();
      for (const call of calls) await makeCall(call, connection);
      const decision = decideOn(before, await look());
      for (const step of 'steps' in decision ? (decision.steps ?? []) : []) {
        const { obstacle } = await takeDependencyStep(step as DependencyStep, clients);
        if (obstacle) throw new Error(`${step.call}: ${obstacle.code}`);
      }
      const found = 'findings' in decision ? decision.findings : [];
      const named = found.map(({ technique }) => technique);
      return { before, decision, found: named, after: await look() };
    },
  };
}

/** With what was seen first for a baseline. */
function decideOn(before: Observation, observation: Observation) {
  if (before.kind !== 'present') throw new Error(`It was ${before.kind}.`);
  const { subject, state } = before;
  const why = 'seen before';
  const baseline = { subject, version: 1, state, capturedAt: '', capturedBy: 'test', why };
  return decide({
    observation,
    memory: { baseline },
    exemptions: [],
    events: [],
    now: new Date(0).toISOString(),
  });
}
