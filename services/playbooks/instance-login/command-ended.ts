import { classify } from '../../../shared/aws/classify';
import type { InstanceClients } from '../../../shared/aws/playbooks/instance/clients';
import {
  commandEnd,
  isConnected,
  sendCommand,
} from '../../../shared/aws/playbooks/instance/commands';
import { describeObstacle } from '../../../shared/domain/obstacle';
import { fields, parseJson, text } from '../../../shared/record/json';
import { TaskError } from '../task-error';
import type { Input, Ports } from './ports';
import { isClosed } from './read-or';

/** What a script said with its last line, or why it said nothing. */
export type Ended =
  | {
      readonly kind: 'said';
      readonly outcome: string;
      readonly words: Readonly<Record<string, unknown>>;
      readonly key: string;
    }
  | { readonly kind: 'silent'; readonly why: string; readonly key: string };

interface Wanted {
  /** Of the script; and under which the run keeps what it sent. */
  readonly name: string;
  readonly as?: string;
  readonly clients: InstanceClients;
  readonly instanceId: string;
  /** Made when it is sent, so that what is presigned is new. */
  readonly parameters:
    | Readonly<Record<string, string>>
    | ((key: string) => Promise<Readonly<Record<string, string>>>);
  /** Before it is sent: why it cannot be. */
  readonly ready?: () => Promise<string | undefined>;
  /** Where what it sends goes. */
  readonly key?: string;
}

/** A word of our scripts. A host may say anything, and it stands on the timeline. */
const OUTCOME = /^[a-z-]{1,40}$/;

/**
 * Sends a document of ours once, and says what it came to. While it runs the state fails with NotYet and is done again:
 * then it finds the command that it sent before.
 */
export async function commandEnded(
  ports: Ports,
  { incidentId }: Input,
  { name, as = name, clients, instanceId, ready, parameters, key = '' }: Wanted,
): Promise<Ended> {
  const { commands = {} } = await ports.run(incidentId);
  let sent = commands[as];
  if (!sent) {
    const isThere = await isConnected(clients, instanceId).catch(refused);
    if (typeof isThere !== 'boolean') return { kind: 'silent', why: isThere.why, key };
    if (!isThere) return { kind: 'silent', why: 'its SSM agent does not answer', key };
    const why = await ready?.();
    if (why) return { kind: 'silent', why, key };
    const sha256 = ports.rules.documents?.[name];
    const wanted = {
      ...(sha256 && { sha256 }),
      ...{ document: `trailwarden-${name}`, instanceId, comment: `${incidentId} ${as}` },
      parameters: typeof parameters === 'function' ? await parameters(key) : parameters,
    };
    const commandId = await sendCommand(clients, wanted).catch(refused);
    if (typeof commandId !== 'string') return { kind: 'silent', why: commandId.why, key };
    sent = { commandId, sentAt: ports.now().toISOString(), key };
    const now = sent;
    await ports.keep(incidentId, (held) => ({
      ...held,
      commands: { ...held.commands, [as]: now },
    }));
  }
  const end = await commandEnd(clients, sent.commandId, instanceId).catch(refused);
  if ('why' in end) return { kind: 'silent', why: end.why, key: sent.key ?? key };
  if (end.kind === 'pending') throw new TaskError('NotYet', `${as} runs still.`);
  const at = sent.key ?? key;
  const words = fields(parseJson(end.line));
  const outcome = text(words.outcome);
  return outcome
    ? { kind: 'said', outcome: OUTCOME.test(outcome) ? outcome : 'unknown', words, key: at }
    : { kind: 'silent', why: `its command ended ${end.details || 'without a word'}`, key: at };
}

/**
 * An administrator of the account may have forbidden it, the intruder among them: a refusal is an answer, and the run goes
 * on. What may succeed in seconds fails the state.
 */
function refused(error: unknown): { readonly why: string } {
  const obstacle = classify(error);
  if (isClosed(error) || (obstacle.kind !== 'rejected' && obstacle.kind !== 'denied')) throw error;
  return { why: describeObstacle(obstacle) };
}
