import type { Action } from '../../core/service';
import { answerInRecord } from '../answer-in-record';
import { endHandshake, handshakeOfCall, handshakeResource } from '../handshake-of-call';
import { handshakeOutput } from '../handshake-output';

export const cancelHandshake: Action = {
  readOnly: false,
  resource: handshakeResource,
  handle: (call, world) => {
    const ended = endHandshake(world, handshakeOfCall(world, call, 'inviting'), 'CANCELED');
    return { Handshake: handshakeOutput(world, ended) };
  },
  record: answerInRecord,
};
