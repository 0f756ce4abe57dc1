import { responderArn } from '../../../services/cli/bench/restore-latency';
import { intruder } from '../../../services/cli/local/attack';
import { comparedState, lookFrom } from '../../../services/cli/local/compared-state';
import { type Local, sendChecks, signalsArn, startLocal } from '../../../services/cli/local/local';
import { hooks } from '../../../services/sandbox';
import type { Connection } from '../../../shared/aws/connection';
import { findIncidents } from '../../../shared/aws/incidents/find-incidents';
import { makeCall } from '../../../shared/aws/make-call';
import { openTable } from '../../../shared/aws/table/table';
import type { IncidentSummary } from '../../../shared/domain/incident';
import { type Subject, subjectKey } from '../../../shared/domain/subject';
import { quiet } from '../quiet';
import { nextStep, stepsDuring } from '../steps';
import { type Strike, vulnerableIn } from './hits';

/** Mishaps after a call: with the events on their way, or with the responder at work. */
export const disturbances = [
  'nothing',
  'duplicate the next event',
  'hold events',
  'release them reversed',
  'kill the responder',
  'deliver again',
  'wait for a step',
] as const;

export type Disturbance = (typeof disturbances)[number];

/** An organization in which any subject may be attacked, and the state in which each of them began. */
export class Everything {
  readonly #intruders = new Map<string, Promise<Connection>>();
  readonly #began = new Map<string, unknown>();

  private constructor(readonly local: Local) {}

  static async set(): Promise<Everything> {
    // The second Region has to be opted in to, so that it can be closed.
    const local = await startLocal({
      accounts: 1,
      regions: ['us-east-1', 'af-south-1'],
      concurrentBatches: 2, // every kill costs as many cold starts
    });
    const everything = new Everything(local);
    const subjects = vulnerableIn(local);
    const seen = await everything.look(subjects);
    for (const [index, { id }] of subjects.entries()) everything.#began.set(id, seen[index]);
    return everything;
  }

  /** The state of each subject before the first attack. */
  asBegan = (subjects: readonly Subject[]): readonly unknown[] =>
    subjects.map(({ id }) => this.#began.get(id));

  look(subjects: readonly Subject[]): Promise<readonly unknown[]> {
    return Promise.all(
      subjects.map(async (subject) => comparedState(await lookFrom(this.local, subject)())),
    );
  }

  /** Makes one call of an attack. A refusal is ignored, because a subject may be gone already. */
  async suffer({ subject: { accountId }, call }: Strike): Promise<void> {
    const inside = this.#intruders.get(accountId) ?? intruder(this.local, accountId);
    this.#intruders.set(accountId, inside);
    const connection = await inside;
    await makeCall(call, connection).catch((error: unknown) => {
      if (!isRefusal(error)) throw error;
    });
  }

  async disturb(disturbance: Disturbance): Promise<void> {
    const { sandbox } = this.local;
    const { faults } = sandbox.world.events;
    const acts: Readonly<Record<Disturbance, () => unknown>> = {
      nothing: () => undefined,
      'duplicate the next event': () => Object.assign(faults, { duplicateNext: 1 }),
      'hold events': () => Object.assign(faults, { hold: true }),
      'release them reversed': () => hooks.events.releaseDeliveries(faults, 'reversed'),
      'kill the responder': () => hooks.lambda.killEnvironments(sandbox, responderArn(this.local)),
      'deliver again': () => hooks.sqs.expireVisibility(sandbox.world, signalsArn(this.local)),
      'wait for a step': () => nextStep(sandbox.world.feed),
    };
    await acts[disturbance]();
  }

  /** The steps that the responder took during the act. */
  stepsDuring(act: () => Promise<void>): Promise<readonly string[]> {
    return stepsDuring(this.local.sandbox.world.feed, act);
  }

  async calmDown(): Promise<void> {
    const { faults } = this.local.sandbox.world.events;
    hooks.events.releaseDeliveries(faults);
    faults.duplicateNext = 0;
    await quiet(this.local);
  }

  /** Checks the places of these subjects, as a sweep does. */
  async check(subjects: readonly Subject[]): Promise<void> {
    const accounts = new Set(subjects.map(({ accountId }) => accountId));
    const kinds = new Set(subjects.map(({ kind }) => kind));
    await sendChecks(this.local, [...accounts], { kinds: [...kinds] });
    await quiet(this.local);
  }

  /** The newest incident of a subject. */
  async incidentOn(subject: Subject): Promise<IncidentSummary | undefined> {
    const { securityAccountId } = this.local.organization;
    const table = openTable(this.local.tableName, this.local.administrator(securityAccountId));
    for await (const found of findIncidents(table, { subjectKey: subjectKey(subject) }))
      return found;
    return undefined;
  }

  close(): Promise<void> {
    return this.local.close();
  }
}

/** Every error of an SDK client that AWS answered says whose fault it was. */
const isRefusal = (error: unknown): boolean =>
  error instanceof Error && '$fault' in error && error.$fault === 'client';
