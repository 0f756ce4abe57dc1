import { randomBytes } from 'node:crypto';
import { recordSpelling } from '../../cloudtrail/record';
import { inputs, optionalText } from '../../core/input';
import { ownOf } from '../../core/own-of';
import { pageAt } from '../../core/page';
import type { Action, Call, Output, RecordPart, World } from '../../core/service';
import { documentArn, findDocument, namedArn } from '../documents/document';
import { connectedMachine, nodeArn, resourceTags } from '../nodes';
import { refuse, required } from '../refusals';
import {
  activeSession,
  endSession,
  isActive,
  type Session,
  sessionArn,
  sessions,
  startSession,
} from '../session';

/** The account's settings of Session Manager. It stands for the shell even where there is none. */
const SHELL = 'SSM-SessionManagerRunShell';

function documentOfCall(call: Call): string {
  const name = optionalText(call.input, 'DocumentName');
  return name === undefined ? documentArn({ ...call, name: SHELL }) : namedArn(call, name);
}

/** Asked for the document first, as the record of a denial shows, then for the machine with its tags. */
export const startSessionAction: Action = {
  resource: (call) => [documentOfCall(call), nodeArn(call, required(call.input, 'Target'))],
  conditionsOf: resourceTags,
  record: recordOfOpening,
  handle: (call, world) => {
    const target = required(call.input, 'Target');
    const documentName = optionalText(call.input, 'DocumentName');
    const isKnown =
      documentName === undefined ||
      documentName === SHELL ||
      findDocument(world, call, documentName)?.type === 'Session';
    if (!isKnown) throw refuse.noDocument(documentName);
    const machine = connectedMachine(world, call, target);
    if (machine === undefined) throw refuse.notConnected(target);
    const reason = optionalText(call.input, 'Reason');
    return opened(startSession(world, call, machine, { target, documentName, reason }));
  },
};

function opened({ name, region }: Session) {
  return {
    SessionId: name,
    TokenValue: randomBytes(96).toString('base64'),
    StreamUrl: `wss://ssmmessages.${region}.amazonaws.com/v1/data-channel/${name}?role=publish_subscribe`,
  };
}

/** The token is hidden, the address of the stream is not. [R] */
function recordOfOpening({ input }: Call, output: Output | undefined): RecordPart {
  const told = output && { ...output, TokenValue: 'Value hidden due to security reasons.' };
  return {
    requestParameters: recordSpelling(input),
    responseElements: told ? recordSpelling(told) : null,
  };
}

const sessionOfCall = (call: Call): string => sessionArn(call, required(call.input, 'SessionId'));

const sessionKeys = ({ input }: Call) => ({
  'ssm:resourceTag/': undefined,
  'ssm:resourceTag/aws:ssmmessages:session-id': optionalText(input, 'SessionId'),
});

export const resumeSession: Action = {
  resource: sessionOfCall,
  conditions: sessionKeys,
  record: recordOfOpening,
  handle: (call, world) => opened(activeSession(world, call, required(call.input, 'SessionId'))),
};

export const terminateSession: Action = {
  resource: sessionOfCall,
  conditions: sessionKeys,
  record: ({ input }, output) => ({
    requestParameters: recordSpelling(input),
    responseElements: output ? recordSpelling(output) : null,
  }),
  handle: (call, world) => {
    const found = sessions(world).get(sessionOfCall(call));
    if (found === undefined) throw refuse.noSession(required(call.input, 'SessionId'));
    endSession(world, found);
    return { SessionId: found.name };
  },
};

/** Active ones or those that are over, the newest first. */
export const describeSessions: Action = {
  handle: (call, world) => {
    const state = required(call.input, 'State');
    if (state !== 'Active' && state !== 'History') {
      const values = 'Member must satisfy enum value set: [Active, History]';
      throw refuse.constraint(state, 'state', values);
    }
    const found = ownOf(call, sessions(world))
      .filter((session) => isActive(world, session) === (state === 'Active'))
      .map((session) => describe(world, session))
      .filter((session) => isAskedFor(call, session))
      .reverse();
    const { items, next } = pageAt(found, {
      token: call.input.NextToken,
      size: Number(call.input.MaxResults ?? 50),
      invalid: refuse.token,
    });
    return { Sessions: items, NextToken: next };
  },
};

function describe(world: World, session: Session) {
  return {
    SessionId: session.name,
    Target: session.target,
    Status: isActive(world, session) ? 'Connected' : 'Terminated',
    StartDate: session.startedAt,
    EndDate: session.endedAt,
    DocumentName: session.documentName ?? SHELL,
    Owner: session.ownerArn,
    Reason: session.reason,
    OutputUrl: {},
    AccessType: 'Standard',
  };
}

function isAskedFor({ input }: Call, session: ReturnType<typeof describe>): boolean {
  const actual: Readonly<Record<string, string>> = {
    Target: session.Target,
    Owner: session.Owner,
    Status: session.Status,
    SessionId: session.SessionId,
  };
  return inputs(input, 'Filters').every((filter) => {
    const [key, value] = [String(filter.key), String(filter.value)];
    if (key === 'InvokedAfter') return session.StartDate >= new Date(value);
    if (key === 'InvokedBefore') return session.StartDate <= new Date(value);
    return actual[key] === value;
  });
}
