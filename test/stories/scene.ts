import { randomUUID } from 'node:crypto';
import { CloudTrailClient, GetTrailStatusCommand } from '@aws-sdk/client-cloudtrail';
import { responderArn } from '../../services/cli/bench/restore-latency';
import { mainTrailOf } from '../../services/cli/local/drill-subject';
import { type Local, signalsArn } from '../../services/cli/local/local';
import { until } from '../../services/cli/local/until';
import { hooks, type World } from '../../services/sandbox';
import { findIncidents, getIncident } from '../../shared/aws/incidents/find-incidents';
import { openTable, type Table } from '../../shared/aws/table/table';
import type { Incident } from '../../shared/domain/incident';
import { type Subject, subjectKey, trailSubject } from '../../shared/domain/subject';
import { parseTrailArn } from '../../shared/domain/trail';
import { quiet } from './quiet';
import { lend, startScenery } from './shared-organization';
import { openSignals } from './signals';

export type Trail = Subject<'trail'>;

export function trailAt(arn: string): Trail {
  const parsed = parseTrailArn(arn);
  if (!parsed) throw new Error(`${arn} is not the ARN of a trail.`);
  return trailSubject(parsed);
}

/**
 * The guarded organization as a story needs it: the packaged bundle behind real queues, and a
 * bystander who looks with keys of their own and does not rely on what the product reports.
 */
export class Scene {
  readonly world: World;
  readonly table: Table;
  readonly signals: ReturnType<typeof openSignals>;
  readonly #untouched: string[];
  readonly #administrators = new Map<string, CloudTrailClient>();

  private constructor(
    readonly local: Local,
    accountIds: readonly string[],
    /** What is shared outlives the scene. */
    readonly close: () => Promise<void>,
  ) {
    const { securityAccountId } = local.organization;
    this.world = local.sandbox.world;
    this.table = openTable(local.tableName, local.administrator(securityAccountId));
    this.signals = openSignals(local);
    this.#untouched = [...accountIds];
  }

  /** In the organization that the suite shares, where it does, with accounts of its own. */
  static async set(accounts: number): Promise<Scene> {
    const lent = lend(accounts);
    return lent ? new Scene(lent.local, lent.left, () => tidy(lent.local)) : Scene.alone(accounts);
  }

  /** In this organization, which ends with the scene. */
  static in(local: Local): Scene {
    return new Scene(local, local.organization.memberAccountIds, () => local.close());
  }

  /** In an organization of its own: for stories about all of it, or about the organization’s trail. */
  static async alone(accounts: number): Promise<Scene> {
    return Scene.in(await startScenery(accounts));
  }

  /** The main trail of an account that no other story of this scene has touched. */
  newTrail(): Trail {
    const accountId = this.#untouched.shift();
    if (!accountId)
      throw new Error('Every account of this scene has had its story; set it larger.');
    return mainTrailOf(this.local, accountId);
  }

  /** As Organizations calls it. */
  nameOf(accountId: string): string | undefined {
    return this.world.organization.accounts.get(accountId)?.name;
  }

  /** CloudTrail as an administrator of the trail's account, in its home Region. */
  administrator({ accountId, region }: Trail): CloudTrailClient {
    const place = `${accountId}/${region}`;
    const kept = this.#administrators.get(place);
    if (kept) return kept;
    const client = new CloudTrailClient({ ...this.local.administrator(accountId), region });
    this.#administrators.set(place, client);
    return client;
  }

  async isLogging(trail: Trail): Promise<boolean> {
    const { IsLogging } = await this.administrator(trail).send(
      new GetTrailStatusCommand({ Name: trail.id }),
    );
    return IsLogging === true;
  }

  /** Every incident there is on a trail, with the keys of the security account's administrator. */
  incidentsOn(trail: Trail): Promise<readonly Incident[]> {
    return this.#find({ subjectKey: subjectKey(trail) });
  }

  /** Every incident there is in an account, newest first. */
  incidentsIn(accountId: string): Promise<readonly Incident[]> {
    return this.#find({ accountId });
  }

  async #find(question: Parameters<typeof findIncidents>[1]): Promise<readonly Incident[]> {
    const found: Incident[] = [];
    for await (const { id } of findIncidents(this.table, question)) {
      const incident = await getIncident(this.table, id);
      if (incident) found.push(incident);
    }
    return found;
  }

  /** The trail's only incident, once `isSo` of it; rejects when that never comes. */
  async incidentOn(trail: Trail, isSo: (incident: Incident) => boolean): Promise<Incident> {
    await this.until(`${trail.id} has the incident of the story`, async () =>
      (await this.incidentsOn(trail)).some(isSo),
    ).catch(async (error: Error) => {
      const found = JSON.stringify(await this.incidentsOn(trail));
      throw new Error(`${error.message} It logs: ${await this.isLogging(trail)}; found: ${found}`);
    });
    const [incident, ...others] = await this.incidentsOn(trail);
    if (!incident || others.length > 0) {
      throw new Error(`${trail.id} has ${others.length + 1} incidents.`);
    }
    return incident;
  }

  /**
   * The trail's only incident, once the trail is back, and its window and the caller of its event are
   * told: they are written one after another, and a look may find a stop before its event comes.
   */
  accountOf(trail: Trail): Promise<Incident> {
    return this.incidentOn(trail, ({ state, windows, evidence }) => {
      const heard = evidence !== undefined && evidence.certainty === undefined;
      return state === 'restored' && windows.length > 0 && heard;
    });
  }

  /** Asks for a look at the trails where these live, as a sweep does, and waits until it is over. */
  async check(...trails: readonly Trail[]): Promise<void> {
    const checks = trails.map(({ accountId, region }) => ({
      ...{ trailwarden: 'check', by: 'a story', kinds: ['trail'] },
      ...{ id: randomUUID(), accountId, region },
    }));
    await this.signals.sendTogether(checks.map((check) => JSON.stringify(check)));
    await this.quiet();
  }

  killResponder(): void {
    hooks.lambda.killEnvironments(this.local.sandbox, responderArn(this.local));
  }

  /** Every message that is out, or waits to come back, is delivered now. */
  redeliver(): void {
    hooks.sqs.expireVisibility(this.world, signalsArn(this.local));
  }

  /** Nothing is queued, no function runs, and what was to come back later has come back. */
  quiet(): Promise<void> {
    return quiet(this.local);
  }

  until(what: string, isSo: () => Promise<boolean>): Promise<void> {
    return until(isSo, { what, withinMs: 30_000, everyMs: 20 });
  }
}

/** Lets every event that the last story held back arrive, so that the next scene begins in peace. */
function tidy(local: Local): Promise<void> {
  local.sandbox.faults.clear();
  hooks.events.releaseDeliveries(local.sandbox.world.events.faults);
  return quiet(local);
}
