import {
  DescribeRuleCommand,
  EventBridgeClient,
  ListTargetsByRuleCommand,
} from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { cutChannel, silentHits } from '../../../services/cli/drill/drill-channel-cut';
import { attack } from '../../../services/cli/local/attack';
import { comparedState, lookFrom } from '../../../services/cli/local/compared-state';
import { type Local, startLocal } from '../../../services/cli/local/local';
import { exitCode } from '../../../services/cli/terminal/user-error';
import { findIncidents } from '../../../shared/aws/incidents/find-incidents';
import { openTable } from '../../../shared/aws/table/table';
import type { IncidentSummary } from '../../../shared/domain/incident';
import { type Subject, subjectKey } from '../../../shared/domain/subject';
import { findTechnique } from '../../../shared/tampering/catalogue';
import { inProcess } from '../../cli/in-process';
import { quiet } from '../quiet';

let local: Local;
let hits: readonly (readonly [technique: string, subject: Subject])[];
let before: readonly unknown[];
beforeAll(async () => {
  local = await startLocal({ accounts: 2, regions: ['us-east-1'] });
  hits = silentHits(local);
  before = await look();
});
afterAll(() => local.close());

const look = (): Promise<readonly unknown[]> =>
  Promise.all(hits.map(async ([, one]) => comparedState(await lookFrom(local, one)())));

const securityAccount = () => local.administrator(local.organization.securityAccountId);

async function incidents(): Promise<readonly IncidentSummary[]> {
  const found: IncidentSummary[] = [];
  for await (const one of findIncidents(openTable(local.tableName, securityAccount()), {})) {
    found.push(one);
  }
  return found;
}

const keysOf = (some: readonly { readonly subjectKey: string }[]): readonly string[] =>
  some.map((one) => one.subjectKey).sort();

test('with the event channel cut no attack is heard of', async () => {
  for (const accountId of new Set(hits.map(([, one]) => one.accountId))) {
    await cutChannel(local, accountId);
  }
  for (const [id, subject] of hits) {
    const technique = findTechnique(id);
    if (id !== 'delete-rule' && technique) await attack(local, technique, subject);
  }
  await quiet(local);
  expect(await incidents()).toEqual([]);
  const now = await look();
  expect(hits.filter((_, index) => isEqual(now[index], before[index]))).toEqual([]);
});

const isEqual = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

test('a sweep finds every attack, puts everything back, and says so', async () => {
  const { code, stdout } = await inProcess(['sweep', '--json'], securityAccount());
  const said = JSON.parse(stdout);
  const wanted = hits.map(([, one]) => subjectKey(one)).sort();
  expect(said.incidents.filter((one: IncidentSummary) => one.state !== 'restored')).toEqual([]);
  expect(keysOf(said.incidents)).toEqual(wanted);
  expect(said).toMatchObject({
    asked: 5,
    counts: { guarded: 5, findings: wanted.length, restored: wanted.length },
  });
  expect(code).toBe(exitCode.ok);
});

test('after the sweep everything is as it was, with one incident for each attack', async () => {
  expect(await look()).toEqual(before);
  const found = await incidents();
  expect(keysOf(found)).toEqual(hits.map(([, one]) => subjectKey(one)).sort());
  const named = new Map(found.map((one) => [one.subjectKey, one.techniques]));
  for (const [technique, subject] of hits) {
    expect(named.get(subjectKey(subject))).toContain(technique);
  }
});

test('after the sweep the rule that reports changes is enabled again and has its target', async () => {
  const [accountId = ''] = local.organization.memberAccountIds;
  const events = new EventBridgeClient(local.administrator(accountId));
  const rule = await events.send(new DescribeRuleCommand({ Name: 'trailwarden-forward' }));
  expect(rule.State).toBe('ENABLED');
  const { Targets } = await events.send(
    new ListTargetsByRuleCommand({ Rule: 'trailwarden-forward' }),
  );
  expect(Targets).toMatchObject([{ Id: 'security-account', Arn: local.deployment.outputs.BusArn }]);
});
