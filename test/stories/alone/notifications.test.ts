import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { GetQueueUrlCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { exitCode } from '../../../services/cli/terminal/user-error';
import { receiverSecrets } from '../../../services/receivers/secrets';
import { type RunningReceivers, startReceivers } from '../../../services/receivers/start-receivers';
import { hooks } from '../../../services/sandbox';
import { becomeAcknowledger } from '../../../shared/aws/incidents/acknowledge';
import { pendingNotices } from '../../../shared/aws/notify/try-notice';
import { incidentKey, openTable, update } from '../../../shared/aws/table/table';
import { inProcess } from '../../cli/in-process';
import { writeIncident } from '../../notifier/notifying';
import { stop } from '../people';
import { Scene } from '../scene';

let scene: Scene;
let receivers: RunningReceivers;
beforeAll(async () => {
  [scene, receivers] = await Promise.all([Scene.set(2), startReceivers()]);
  const secret = await parameter('/trailwarden/slack', {
    Type: 'SecureString',
    Value: `${receivers.url('slack')}${receiverSecrets.slackPath}`,
  });
  const mail = { kind: 'email', from: 'trailwarden@example.com', contacts: true };
  const channels = {
    chat: { kind: 'slack', secret },
    mail: { ...mail, to: ['soc@example.com'] },
    rogue: { ...mail, from: 'ceo@example.org' },
  };
  const configuration = { channels, gatherSeconds: 0 };
  await parameter('/trailwarden/notifications', {
    Type: 'String',
    Value: JSON.stringify(configuration),
  });
});
afterAll(async () => {
  await Promise.all([scene.close(), receivers.close()]);
});

const keys = () => scene.local.administrator(scene.local.organization.securityAccountId);

/** Writes a parameter of the security account; gives its ARN. */
async function parameter(
  Name: string,
  given: { readonly Type: 'String' | 'SecureString'; readonly Value: string },
): Promise<string> {
  const client = new SSMClient(keys());
  await client.send(new PutParameterCommand({ Name, ...given }));
  client.destroy();
  const { securityAccountId } = scene.local.organization;
  return `arn:aws:ssm:us-east-1:${securityAccountId}:parameter${Name}`;
}

/** The bodies of the notifier's dead letters. */
async function deadLetters(): Promise<readonly string[]> {
  const client = new SQSClient(keys());
  const { QueueUrl } = await client.send(
    new GetQueueUrlCommand({ QueueName: 'trailwarden-notifier-dead-letters' }),
  );
  const { Messages = [] } = await client.send(
    new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
  );
  client.destroy();
  return Messages.map(({ Body = '' }) => Body);
}

const messages = (): readonly string[] =>
  receivers.received.filter(({ taken }) => taken).map(({ body }) => body);

test('Slack is told that a stopped trail logs again, and then of the answer', async () => {
  const trail = scene.newTrail();
  await stop(scene, trail);
  const { id } = await scene.incidentOn(trail, ({ state }) => state === 'restored');
  await scene.until('Slack has the message', async () => messages().length > 0);
  expect(messages()[0]).toContain(`trailwarden ack ${id} --as planned`);

  const answered = await inProcess(
    ['ack', id, '--as', 'planned', '--note', 'CHG-1042', '--table', scene.table.name],
    keys(),
  );
  expect(answered).toMatchObject({ code: exitCode.ok, stderr: '' });
  expect(answered.stdout).toContain(`${id} is answered: planned, by arn:aws:`);
  await scene.until('Slack has the answer', async () =>
    messages().some((body) => body.includes('Answered planned')),
  );
  const [incident] = await scene.incidentsOn(trail);
  expect(incident?.acknowledgement).toMatchObject({ as: 'planned', note: 'CHG-1042' });
});

test('mail goes to the fixed address, and to a contact of the account once one is found', async () => {
  const mails = () => hooks.ses.state(scene.world).mails;
  await scene.until('a contact has a mail', async () => mails().some(({ to }) => to.length > 1));
  const written = mails().filter(({ text = '' }) => text.includes('trailwarden ack '));
  expect(written.length).toBeGreaterThan(0);
  for (const { from, to } of mails()) {
    expect([from, to[0]]).toEqual(['trailwarden@example.com', 'soc@example.com']);
  }
});

test('with a sender that the deployment does not name no mail is sent, and the list of notices says why', async () => {
  const list = async () => {
    const asked = ['notices', '--channel', 'rogue', '--json', '--table', scene.table.name];
    return (await inProcess(asked, keys())).stdout;
  };
  await scene.until('the list says why', async () => (await list()).includes('was denied'));
  expect(await list()).toContain('email was denied (AccessDenied');
});

test('while Slack refuses every message a trail is put back all the same, and its notices wait', async () => {
  const up = receivers.faults.add({ channel: 'slack', kind: 'refused', status: 503 });
  const before = messages().length;
  const trail = scene.newTrail();
  await stop(scene, trail);
  const { id } = await scene.incidentOn(trail, ({ state }) => state === 'restored');
  await scene.until('the message waits with its reason', async () =>
    (await pendingNotices(scene.table)).some(
      (notice) => notice.incidentId === id && notice.attempts > 0 && 'why' in notice,
    ),
  );
  expect(messages()).toHaveLength(before);
  up();
});

test('an unreadable row is set aside with the reason, and the incident after it is told', async () => {
  await update(scene.table, {
    key: incidentKey('inc-poison'),
    set: { state: 'open', techniques: 5, revision: 1, news: 'yes' },
  });
  const { id } = await writeIncident(scene.table, { id: 'inc-behind' }).then((one) => one.incident);
  await scene.until('Slack has the one behind it', async () =>
    messages().some((body) => body.includes(`trailwarden ack ${id}`)),
  );
  const bodies = await deadLetters();
  expect(bodies).toEqual([expect.stringContaining('The record cannot be read: TypeError')]);
  expect(bodies[0]).toContain('inc-poison');
});

test('a notice that Slack refused is listed, asked for by the acknowledger, put back by the notifier, and told', async () => {
  const trouble = {
    channel: 'slack',
    kind: 'refused',
    status: 400,
    body: 'invalid_blocks',
  } as const;
  const up = receivers.faults.add(trouble);
  await writeIncident(scene.table, { id: 'inc-refused' });
  const dead = 'inc-refused/restored#1/chat';
  const list = () => inProcess(['notices', '--json', '--table', scene.table.name], keys());
  await scene.until('it is dead', async () => {
    const { stdout } = await list();
    const { notices } = JSON.parse(stdout) as { notices: { notice: string; standing: string }[] };
    return notices.some(({ notice, standing }) => notice === dead && standing === 'dead');
  });
  const people = await inProcess(['notices', '--table', scene.table.name], keys());
  expect(people.stdout).toContain('management (111122223333)');
  up();
  const before = messages().length;
  const retry = await inProcess(['notices', 'retry', dead, '--table', scene.table.name], keys());
  expect(retry).toMatchObject({
    code: exitCode.ok,
    stdout: 'Asked for one notice; the notifier tries within a minute.\n',
  });
  const { securityAccountId } = scene.local.organization;
  const notifier = `arn:aws:lambda:us-east-1:${securityAccountId}:function:trailwarden-notifier`;
  // The clock's own tick is up to a minute away.
  expect(await hooks.lambda.invoke({ world: scene.world }, notifier, {})).toMatchObject({
    kind: 'succeeded',
  });
  await scene.until('Slack has it', async () =>
    messages()
      .slice(before)
      .some((body) => body.includes('trailwarden ack inc-refused')),
  );
});

test('a retry of a notice that is not dead, or of a channel without dead notices, is refused with one sentence', async () => {
  const ask = (...args: readonly string[]) =>
    inProcess(['notices', 'retry', ...args, '--table', scene.table.name], keys());
  expect(await ask('inc-none/restored#1/chat')).toMatchObject({
    code: exitCode.usage,
    stderr: 'There is no dead notice inc-none/restored#1/chat; "trailwarden notices" shows all.\n',
  });
  expect((await ask('--channel', 'pager')).stderr).toBe(
    'No notice of channel pager is dead; "trailwarden notices" shows all.\n',
  );
});

test('the role that may ask for a notice again cannot write one', async () => {
  const { connection } = await becomeAcknowledger(keys());
  const { client, name } = openTable(scene.table.name, connection);
  const silenced = new UpdateItemCommand({
    TableName: name,
    Key: { pk: { S: 'NOTICE#inc-x' }, sk: { S: 'restored#1#chat' } },
    UpdateExpression: 'SET #standing = :sent',
    ExpressionAttributeNames: { '#standing': 'standing' },
    ExpressionAttributeValues: { ':sent': { S: 'sent' } },
  });
  await expect(client.send(silenced)).rejects.toMatchObject({ name: 'AccessDeniedException' });
  client.destroy();
});

test('the role that may answer an incident cannot write anything else of it', async () => {
  const { connection } = await becomeAcknowledger(keys());
  const { client, name } = openTable(scene.table.name, connection);
  const forged = new UpdateItemCommand({
    TableName: name,
    Key: { pk: { S: incidentKey('inc-x').pk }, sk: { S: 'INCIDENT' } },
    UpdateExpression: 'SET #state = :state',
    ExpressionAttributeNames: { '#state': 'state' },
    ExpressionAttributeValues: { ':state': { S: 'restored' } },
  });
  await expect(client.send(forged)).rejects.toMatchObject({ name: 'AccessDeniedException' });
  client.destroy();
});

test('an unknown answer and an unknown incident are each refused with one sentence', async () => {
  const wrong = await inProcess(['ack', 'inc-x', '--as', 'fine'], keys());
  expect(wrong).toMatchObject({
    code: exitCode.usage,
    stderr: '--as must be one of planned, not-me, handled, not "fine".\n',
  });
  const none = await inProcess(
    ['ack', 'inc-x', '--as', 'handled', '--table', scene.table.name],
    keys(),
  );
  expect(none).toMatchObject({
    code: exitCode.usage,
    stderr: expect.stringMatching(/^There is no incident inc-x in table trailwarden; /),
  });
});
