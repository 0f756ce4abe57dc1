import type { Action } from '../../core/service';
import { answerInRecord } from '../answer-in-record';
import { endHandshake, handshakeOfCall, handshakeResource } from '../handshake-of-call';
import { handshakeOutput } from '../handshake-output';

export const declineHandshake: Action = {
  readOnly: false,
  resource: handshakeResource,
  handle: (call, world) => {
    const ended = endHandshake(world, handshakeOfCall(world, call, 'invited'), 'DECLINED');
    return { Handshake: handshakeOutput(world, ended) };
  },
  record: answerInRecord,
};
