import { expect, test } from '@jest/globals';
import { program } from '../../services/cli/main';
import { deliveryRows } from '../../shared/delivery/rows';
import type { Guidance } from '../../shared/domain/guidance';
import { FORGED_HEARTBEAT, SILENT_CHANNEL } from '../../shared/domain/heartbeat';
import type { Incident } from '../../shared/domain/incident';
import { guides } from '../../shared/guidance/catalogue';
import { guideIncident } from '../../shared/guidance/guide-incident';
import { allTechniques, techniques } from '../../shared/techniques/catalogue';
import { anIncident } from '../builders/an-incident';
import { faultOf } from './sdk-call';

const ids = [
  ...allTechniques.map(({ id }) => id),
  ...Object.values(deliveryRows).map(({ row }) => row),
  SILENT_CHANNEL,
  FORGED_HEARTBEAT,
];

const guided = (different: Partial<Incident>): Guidance => {
  const guidance = guideIncident(anIncident(different));
  if (!guidance) throw new Error('there is no guidance');
  return guidance;
};

test('every technique is guided by its own kind of subject, and nothing else is', () => {
  for (const [kind, ofKind] of Object.entries(techniques)) {
    const guide = guides[kind as keyof typeof techniques];
    expect(Object.keys(guide.techniques).sort()).toEqual(ofKind.map(({ id }) => id).sort());
  }
  expect(
    Object.values(guides)
      .flatMap((guide) => Object.keys(guide.techniques))
      .sort(),
  ).toEqual([...ids].sort());
});

test.each(ids)('the guidance of %s answers every question', (id) => {
  const { commands, ...answers } = guided({ techniques: [id] });
  expect(answers.isItPlanned).toMatch(/ (It would be planned if|It is never planned:) .+[^.]\.$/);
  for (const answer of Object.values(answers)) expect(answer).toMatch(/^\S.{20,}\.$/);
  expect(commands.length).toBeGreaterThanOrEqual(5);
  for (const { why } of commands) expect(why).toMatch(/^[A-Z].*[^.:]$/);
});

const SUBJECTS = [
  'arn:aws:events:eu-west-1:111122223333:rule/forward',
  'arn:aws:events:eu-west-1:111122223333:rule/trailwarden/signals',
  'arn:aws:events:eu-west-1:111122223333:event-bus/trailwarden',
  'arn:aws:iam::111122223333:role/trailwarden-guard',
  'arn:aws:sqs:eu-west-1:111122223333:trailwarden-signals',
];

test.each(ids)('every command of %s exists, with every flag, in the installed SDK', (id) => {
  for (const subjectId of SUBJECTS) {
    for (const evidence of [anIncident().evidence, undefined]) {
      const { evidence: _, ...rest } = anIncident({ techniques: [id], subjectId });
      const { commands = [] } = guideIncident({ ...rest, ...(evidence && { evidence }) }) ?? {};
      const aws = commands.map(({ command }) => command).filter((one) => one.startsWith('aws '));
      expect(aws.flatMap((command) => faultOf(command) ?? [])).toEqual([]);
    }
  }
});

test.each(['aws s3 rm', 'aws s3api get-nothing', 'aws kms describe-key --key-name x'])(
  '%s would be noticed',
  (command) => {
    expect(faultOf(command)).toBeDefined();
  },
);

test('a command that is not AWS’s is one of ours', () => {
  const ours = program().commands.map((command) => command.name());
  const said = ids.flatMap((id) => guided({ techniques: [id] }).commands);
  const others = said.map(({ command }) => command).filter((one) => !one.startsWith('aws '));
  const words = others.map((command) => command.split(' ').slice(0, 2));
  for (const [program, name] of words) {
    expect(program).toBe('trailwarden');
    expect([...ours, 'ack']).toContain(name);
  }
});

test('commands are filled in with the names of the incident', () => {
  const commands = guided({}).commands.map(({ command }) => command);
  expect(commands).toContain(
    'aws cloudtrail get-trail-status --region eu-west-1 --name arn:aws:cloudtrail:eu-west-1:111122223333:trail/main',
  );
  expect(commands).toContain(
    'aws cloudtrail lookup-events --region us-east-1 --start-time 2026-11-21T20:34:50Z --end-time 2026-11-21T21:06:55Z --output json > events-111122223333-us-east-1.json',
  );
  expect(commands).toContain(
    'aws cloudtrail lookup-events --region eu-west-1 --lookup-attributes AttributeKey=AccessKeyId,AttributeValue=ASIAEXAMPLEEXAMPLE01',
  );
});

test('where no record reached us, who called is asked of Event history', () => {
  const { evidence: _, ...unseen } = anIncident();
  const { isItPlanned, commands = [] } = guideIncident(unseen) ?? {};
  expect(isItPlanned).toMatch(/^Nobody is named: no record of the call reached us\./);
  expect(commands.map(({ command }) => command)).toContain(
    'aws cloudtrail lookup-events --region eu-west-1 --lookup-attributes AttributeKey=EventName,AttributeValue=StopLogging',
  );
});

test('two techniques at once are guided together, each command once', () => {
  const { isItPlanned, commands } = guided({ techniques: ['narrow-regions', 'change-key'] });
  expect(isItPlanned).toContain('; and if ');
  expect(new Set(commands.map(({ command }) => command)).size).toBe(commands.length);
});

test('where nothing could be read, the kind of subject guides', () => {
  expect(guided({ techniques: [] }).howToTell).toContain('Trails change with the code');
});

test('a reported row has its own guidance, written from the record', () => {
  expect(
    guideIncident(anIncident({ techniques: ['ORG-02'], subjectKey: 'report#ORG-02#1' })),
  ).toBeUndefined();
});

const HOSTILE = '$(curl example.com)`x`;\n-rf\' "';

test.each(ids)('the guidance of %s pastes nothing an attacker typed into a shell', (id) => {
  const actor = {
    type: HOSTILE,
    principal: `arn:aws:sts::111122223333:assumed-role/${HOSTILE}/x`,
    accessKeyId: HOSTILE,
    chain: [HOSTILE],
  };
  const evidence = { eventSource: HOSTILE, eventName: HOSTILE, actor, sourceIp: HOSTILE };
  const guidance = guided({
    ...{ techniques: [id], evidence, subjectId: `arn:aws:x::1:${HOSTILE}` },
    ...{ accountId: HOSTILE, region: HOSTILE, lastSeenAt: HOSTILE },
  });
  expect(JSON.stringify(guidance)).not.toMatch(/curl|\$\(|`|-rf/);
});
