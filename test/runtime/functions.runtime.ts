import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startLocal } from '../../services/cli/local/local';
import { packageService } from '../../services/cli/local/package-service';
import { rehearseSlack } from '../../services/cli/local/rehearse-slack';
import { resourcesOfType, type Template } from '../../services/cli/local/template';
import type { RunningReceivers } from '../../services/receivers/start-receivers';
import { hooks } from '../../services/sandbox';
import { stop } from '../stories/people';
import { Scene } from '../stories/scene';

// The sandbox runs each packaged function in a process of the Node.js that runs the test.
let template: Template;
let scene: Scene;
let slack: RunningReceivers;
beforeAll(async () => {
  ({ template } = await packageService());
  scene = Scene.in(
    await startLocal({ accounts: 1, regions: ['us-east-1'], kinds: ['trail'], deafForMs: 0 }),
  );
  slack = await rehearseSlack(scene.local);
});
afterAll(async () => {
  await slack.close();
  await scene.close();
});

const functions = () =>
  resourcesOfType(template, 'AWS::Lambda::Function').map(([, { Properties }]) => Properties);

test('the functions are packaged for the Node.js that runs here', () => {
  const [major] = process.versions.node.split('.');
  expect(functions().map(({ Runtime }) => Runtime)).toEqual(
    functions().map(() => `nodejs${major}.x`),
  );
});

test('every packaged function answers, and none fails: a trail is back, its dark is read, people are told, the minute is kept', async () => {
  const { world, local } = scene;
  const { homeRegion, securityAccountId } = local.organization;
  const trail = scene.newTrail();
  await stop(scene, trail);
  const incident = await scene.incidentOn(
    trail,
    ({ state, lineage, dark }) =>
      state === 'restored' && lineage !== undefined && !!dark?.recovered,
  );
  expect(incident.techniques).toEqual(['stop-logging']);
  await scene.until('people are told', async () => slack.received.some(({ taken }) => taken));
  const minute = `arn:aws:events:${homeRegion}:${securityAccountId}:rule/trailwarden-minute`;
  expect(await hooks.lambda.fireSchedule(world, minute)).toEqual([
    expect.objectContaining({ kind: 'succeeded' }),
  ]);
  await scene.quiet();
  const ended = (phase: string) =>
    world.feed.entries.flatMap((entry) =>
      entry.kind === 'invocation' && entry.phase === phase ? entry.functionName : [],
    );
  // Those that an organization has to ask for are not deployed here.
  const deployed = resourcesOfType(template, 'AWS::Lambda::Function').filter(
    ([, { Condition }]) => Condition === undefined,
  );
  expect([...new Set(ended('succeeded'))].toSorted()).toEqual(
    deployed.map(([, { Properties }]) => Properties.FunctionName).toSorted(),
  );
  expect(ended('failed')).toEqual([]);
});
