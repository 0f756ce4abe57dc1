import { expect, test } from '@jest/globals';
import { program } from '../../services/cli/main';
import type { Guidance } from '../../shared/domain/guidance';
import { FORGED_HEARTBEAT, SILENT_CHANNEL } from '../../shared/domain/heartbeat';
import type { Incident } from '../../shared/domain/incident';
import { allTechniques, techniques } from '../../shared/tampering/catalogue';
import { guides } from '../../shared/tampering/guidance/catalogue';
import { contain, NOW } from '../../shared/tampering/guidance/containment';
import { guideIncident } from '../../shared/tampering/guidance/guide-incident';
import { deliveryRows } from '../../shared/watch/delivery/rows';
import { anIncident } from '../builders/an-incident';
import { commandsIn, faultOf } from './sdk-call';

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

test('each kind of subject has guidance for exactly its own techniques', () => {
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

test('every kind of subject has guidance for an attacker who took over a role of ours', () => {
  const principal =
    'arn:aws:sts::111122223333:assumed-role/trailwarden-spare/trailwarden-responder';
  const actor = { type: 'AssumedRole', principal, chain: [principal] };
  const { evidence } = anIncident();
  const { commands, isItPlanned, rotate } = guided({
    techniques: ['become-guard', 'stop-logging'],
    ...(evidence && { evidence: { ...evidence, actor } }),
  });
  const texts = commands.map(({ command }) => command);
  expect(texts).toContain(
    'aws iam get-role --role-name trailwarden-spare --query Role.AssumeRolePolicyDocument',
  );
  expect(texts).toContain(
    'trailwarden baseline diff arn:aws:iam::111122223333:role/trailwarden-spare',
  );
  expect(isItPlanned).toContain('It is never planned: only Trailwarden acts as its roles');
  expect(rotate).toContain('A session of the role lasts for an hour');
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
      const aws = commands
        .flatMap(({ command }) => commandsIn(command))
        .filter((one) => one.startsWith('aws '));
      expect(aws.flatMap((command) => faultOf(command) ?? [])).toEqual([]);
    }
  }
});

test.each(['aws s3 rm', 'aws s3api get-nothing', 'aws kms describe-key --key-name x'])(
  'the check of commands finds the mistake in: %s',
  (command) => {
    expect(faultOf(command)).toBeDefined();
  },
);

test('a command that is not AWS’s is one of ours', () => {
  const ours = program().commands.map((command) => command.name());
  const said = ids.flatMap((id) => guided({ techniques: [id] }).commands);
  const others = said
    .flatMap(({ command }) => commandsIn(command))
    .filter((one) => !one.startsWith('aws '));
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

test('without a record the commands look for the caller in Event history', () => {
  const { evidence: _, ...unseen } = anIncident();
  const { isItPlanned, commands = [] } = guideIncident(unseen) ?? {};
  expect(isItPlanned).toMatch(/^No identity is named: no record of the call reached us\./);
  expect(commands.map(({ command }) => command)).toContain(
    'aws cloudtrail lookup-events --region eu-west-1 --lookup-attributes AttributeKey=EventName,AttributeValue=StopLogging',
  );
});

test('two techniques at once are guided together, each command once', () => {
  const { isItPlanned, commands } = guided({ techniques: ['narrow-regions', 'change-key'] });
  expect(isItPlanned).toContain('; and if ');
  expect(new Set(commands.map(({ command }) => command)).size).toBe(commands.length);
});

test('when nothing could be read, the guidance is that of the kind of subject', () => {
  expect(guided({ techniques: [] }).howToTell).toContain('Trails change with the code');
});

test('a reported row has its own guidance, written from the record', () => {
  expect(
    guideIncident(anIncident({ techniques: ['ORG-02'], subjectKey: 'report#ORG-02#1' })),
  ).toBeUndefined();
});

const HOSTILE = '$(curl example.com)`x`;\n-rf\' "';

test.each(ids)('the guidance of %s puts no text of an attacker into a shell command', (id) => {
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
  // Ours are the time at which it is run, and every Region there is.
  const ours = [NOW, '$(date -u +%s000)', '$(aws account list-regions'];
  const said = ours.reduce((text, one) => text.replaceAll(one, ''), JSON.stringify(guidance));
  expect(said).not.toMatch(/curl|\$\(|`|-rf/);
});

const commandsOf = (incident: Incident): readonly string[] =>
  (guideIncident(incident)?.commands ?? []).map(({ command }) => command);

test('the advised policy spares the guard, the spare and the role that deploys them', () => {
  for (const id of ids) {
    const guidance = guided({ techniques: [id] });
    const made = guidance.commands.filter(({ command }) => command.includes('trailwarden-hold'));
    if (made.length === 0) continue;
    expect(guidance.ifItContinues).toContain('An SCP binds neither the management account');
    for (const role of ['trailwarden-guard', 'trailwarden-spare', 'stacksets-exec-*']) {
      expect(made[0]?.command).toContain(`"arn:aws:iam::*:role/${role}"`);
    }
  }
});

test('each identity of the chain is stopped once, the origin first, and the stolen key by its id', () => {
  const link = { evidence: { source: 'Event history' }, certainty: 'certain', why: 'x' } as const;
  const role = 'arn:aws:sts::111122223333:assumed-role/Admin/mallory';
  const user = 'arn:aws:iam::444455556666:user/ci/alice';
  const incident = anIncident({
    actors: [role, 'arn:aws:sts::111122223333:assumed-role/Other/two'],
    lineage: {
      links: [
        { ...link, kind: 'session', principal: role },
        { ...link, kind: 'user', principal: user, accountId: '444455556666' },
        { ...link, kind: 'access-key', principal: 'AKIAEXAMPLEEXAMPLE01' },
      ],
      ends: 'unknown',
      why: 'x',
      unread: [],
    },
  });
  const stops = commandsOf(incident).filter((one) => /iam (put|update|list-acc|delete)/.test(one));
  expect(stops.map((one) => one.split(' --policy-document')[0])).toEqual([
    'aws iam put-user-policy --user-name alice --policy-name trailwarden-contain',
    'aws iam update-access-key --user-name alice --access-key-id AKIAEXAMPLEEXAMPLE01 --status Inactive',
    'aws iam list-access-keys --user-name alice',
    'aws iam delete-login-profile --user-name alice',
    'aws iam put-role-policy --role-name Admin --policy-name AWSRevokeOlderSessions',
    'aws iam put-role-policy --role-name Other --policy-name AWSRevokeOlderSessions',
  ]);
});

const stopping = (principal: string, accessKeyId?: string) => {
  const actor = { type: 'x', principal, chain: [], ...(accessKeyId && { accessKeyId }) };
  const { commands, notes } = contain({ evidence: { actor }, region: 'eu-west-1' });
  return {
    commands: commands.map(({ command }) => command),
    why: commands,
    notes: notes.join(' '),
  };
};
const SESSION = 'arn:aws:sts::111122223333:assumed-role';

test('a role of Trailwarden is exempted before its sessions are ended', () => {
  const { commands, notes } = stopping(`${SESSION}/trailwarden-guard/trailwarden-responder`);
  expect(commands[0]).toMatch(
    /^trailwarden exempt add arn:aws:iam::111122223333:role\/trailwarden-guard --until 70m /,
  );
  expect(commands[1]).toContain(
    '--role-name trailwarden-guard --policy-name AWSRevokeOlderSessions',
  );
  expect(notes).toContain('look at the security account first');
});

test('no key is turned off for a session of a user, because IAM does not know the session’s key', () => {
  const { commands } = stopping('arn:aws:iam::111122223333:user/alice', 'ASIAEXAMPLEEXAMPLE01');
  expect(commands[0]).toContain('put-user-policy --user-name alice');
  expect(commands.join()).not.toMatch(/ASIA|<access-key-id>/);
});

test('a user of IAM Identity Center is denied by id, because role sessions outlive the portal’s session', () => {
  const { commands, notes } = stopping(`${SESSION}/AWSReservedSSO_Admin_0123456789abcdef/alice`);
  expect(commands.join()).toContain('"identitystore:UserId":"<user-id>"');
  expect(commands.join()).not.toContain('put-role-policy');
  expect(notes).toContain('Disable the user in IAM Identity Center first');
});

test('root is denied by policy, and its credentials are taken away by management', () => {
  const { commands, notes } = stopping('arn:aws:iam::111122223333:root');
  expect(commands.join()).toContain('"arn:aws:iam::*:root"');
  expect(commands.join()).toContain('sts assume-root --target-principal 111122223333');
  expect(notes).toContain('If 111122223333 is the management account no policy binds its root');
});

test('a service-linked role is left alone, and for a service the note says to find its caller', () => {
  expect(stopping(`${SESSION}/AWSServiceRoleForCloudTrail/x`)).toMatchObject({
    commands: [],
    notes: expect.stringContaining('IAM refuses to change it'),
  });
  const actor = { type: 'AWSService', principal: 'cloudformation.amazonaws.com', chain: [] };
  expect(contain({ evidence: { actor }, region: 'x' }).notes.join()).toContain('find who asked');
});

test('an instance is cut off before the sessions of its role are ended', () => {
  const { commands } = stopping(`${SESSION}/web/i-0123456789abcdef0`);
  expect(commands.map((one) => one.split(' ').slice(0, 3).join(' '))).toEqual([
    'aws ec2 create-snapshots',
    'aws ec2 modify-instance-attribute',
    'aws ec2 describe-iam-instance-profile-associations',
    'aws ec2 disassociate-iam-instance-profile',
    'aws iam put-role-policy',
  ]);
});

test('a responder who uses OrganizationAccountAccessRole is told that their own session ends too', () => {
  const { why } = stopping(`${SESSION}/OrganizationAccountAccessRole/x`);
  expect(why[0]?.why).toContain('yours too: run it from another role');
});

test('the commands of a refused call do not use the account’s id as the name of a subject', () => {
  const refused = anIncident({
    ...{ subjectKey: 'account#111122223333', subjectId: '111122223333', state: 'attempted' },
    techniques: ['delete-trail', 'turn-off-validation', 'change-bucket-policy', 'change-key'],
  });
  for (const command of commandsOf(refused)) {
    expect(command).not.toMatch(/--(name|trail|trail-name|bucket|key-id) (111122223333|<)/);
  }
});

test('the commands of a refused call name the trail that it was aimed at', () => {
  const { evidence } = anIncident();
  const aimedAt = 'arn:aws:cloudtrail:us-east-1:111122223333:trail/main';
  const refused = anIncident({
    ...{ subjectKey: 'account#111122223333', subjectId: '111122223333', state: 'attempted' },
    techniques: ['stop-logging'],
    ...(evidence && { evidence: { ...evidence, errorCode: 'AccessDenied', aimedAt } }),
  });
  expect(commandsOf(refused).filter((command) => command.includes(aimedAt))).not.toEqual([]);
});

test('prose contains no commands, and commands contain no prose', () => {
  for (const id of ids) {
    for (const { command } of guided({ techniques: [id] }).commands) {
      expect(command).not.toMatch(/[.;,]$|\((?!date|aws)|<now>/);
    }
  }
});
