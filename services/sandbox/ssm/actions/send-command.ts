import { recordSpelling } from '../../cloudtrail/record';
import { recordedTimeOfSession, withDates } from '../../core/dates';
import { inputs, isInput, optionalNumber, optionalText, texts } from '../../core/input';
import {
  type Action,
  type Call,
  NotEmulated,
  type Output,
  type RecordPart,
  type World,
} from '../../core/service';
import type { Instance } from '../../ec2/state';
import type { Command } from '../commands/command';
import { describeCommand } from '../commands/describe-command';
import { sendCommand } from '../commands/send-command';
import { hashOf } from '../documents/describe';
import { findDocument, findVersion, namedArn } from '../documents/document';
import { managedNodes, nodeArn, resourceTags } from '../nodes';
import { refuse, required } from '../refusals';

/** Of the document and of every machine, each with its tags. */
export const sendCommandAction: Action = {
  resource: (call, world) => [
    namedArn(call, required(call.input, 'DocumentName')),
    ...idsOf(call, world).map((id) => nodeArn(call, id)),
  ],
  conditionsOf: resourceTags,
  record: recordOfSending,
  handle: (call, world) => {
    checkSending(call);
    const { accountId, region, input } = call;
    const documentName = required(input, 'DocumentName');
    const documentVersion = optionalText(input, 'DocumentVersion') ?? '$DEFAULT';
    const document = findDocument(world, call, documentName);
    if (document === undefined) throw refuse.noDocumentToSend();
    if (document.type !== 'Command') throw refuse.documentType();
    const version = findVersion(document, documentVersion);
    if (version === undefined) throw refuse.noVersionToSend();
    const hash = optionalText(input, 'DocumentHash') ?? hashOf(version);
    if (hash !== hashOf(version)) throw refuse.documentHash(hash);
    const command = sendCommand(world, {
      accountId,
      region,
      version,
      nodes: nodesOf(call, world),
      documentName,
      documentVersion,
      comment: optionalText(input, 'Comment') ?? '',
      parameters: parametersOf(input.Parameters),
      instanceIds: texts(input, 'InstanceIds'),
      targets: inputs(input, 'Targets'),
      timeoutSeconds: optionalNumber(input, 'TimeoutSeconds') ?? 3600,
      maxConcurrency: optionalText(input, 'MaxConcurrency') ?? '50',
      maxErrors: optionalText(input, 'MaxErrors') ?? '0',
      outputBucket: optionalText(input, 'OutputS3BucketName') ?? '',
      outputPrefix: optionalText(input, 'OutputS3KeyPrefix') ?? '',
    });
    return { Command: describeCommand(command, true) };
  },
};

function checkSending({ input }: Call): void {
  const seconds = optionalNumber(input, 'TimeoutSeconds') ?? 3600;
  if (seconds < 30) {
    const least = 'Member must have value greater than or equal to 30';
    throw refuse.constraint(String(seconds), 'timeoutSeconds', least);
  }
  const unknown = ['CloudWatchOutputConfig', 'NotificationConfig', 'AlarmConfiguration'].find(
    (name) => input[name] !== undefined,
  );
  if (unknown === undefined) return;
  throw new NotEmulated(
    `sandbox: ssm:SendCommand with ${unknown} is not emulated; add it in services/sandbox/ssm/actions/commands.ts`,
  );
}

const parametersOf = (given: unknown): Command['parameters'] =>
  Object.fromEntries(
    Object.entries(isInput(given) ? given : {}).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map(String) : [],
    ]),
  );

/** Those named, and those whose tags are meant. */
function idsOf(call: Call, world: World): readonly string[] {
  const ids = texts(call.input, 'InstanceIds');
  return ids.length > 0 ? ids : targeted(call, world).map(({ id }) => id);
}

/** Recorded: one that is stopped or unknown refuses the whole command, one that has no tag asked for does not. */
function nodesOf(call: Call, world: World): readonly Instance[] {
  const ids = texts(call.input, 'InstanceIds');
  if (ids.length === 0 && inputs(call.input, 'Targets').length === 0) throw refuse.instances();
  if (ids.length === 0) return targeted(call, world);
  const found = managedNodes(world, call).filter(({ id }) => ids.includes(id));
  if (found.length < new Set(ids).size) throw refuse.instances();
  return found;
}

/** The machines that every target means. */
function targeted(call: Call, world: World): readonly Instance[] {
  const targets = inputs(call.input, 'Targets');
  return managedNodes(world, call).filter(({ id, tags }) =>
    targets.every((target) => {
      const [key, values] = [String(target.Key), texts(target, 'Values')];
      if (key === 'InstanceIds') return values.includes(id);
      if (key === 'tag-key') return values.some((value) => tags.has(value));
      if (key.startsWith('tag:')) return values.includes(tags.get(key.slice(4)) ?? '');
      throw new NotEmulated(`sandbox: ssm:SendCommand to ${key} is not emulated`);
    }),
  );
}

const HIDDEN = 'HIDDEN_DUE_TO_SECURITY_REASONS';

/** As records of AWS have it: what is run is hidden, the rest of the answer is there. [R] */
function recordOfSending({ input }: Call, output: Output | undefined): RecordPart {
  const hidden = input.Parameters === undefined ? {} : { Parameters: HIDDEN };
  const command = output && isInput(output.Command) ? output.Command : undefined;
  const told = command && {
    ...command,
    ...hidden,
    ClientName: '',
    ClientSourceId: '',
    HasCancelCommandSignature: false,
    HasSendCommandSignature: false,
    Interactive: false,
  };
  return {
    requestParameters: recordSpelling({ ...input, ...hidden, Interactive: false }),
    responseElements: told && withDates(recordSpelling({ Command: told }), recordedTimeOfSession),
  };
}
