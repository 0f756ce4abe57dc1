import { SendTaskSuccessCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { Acknowledgement } from '../../domain/acknowledgement';
import { runNameOf } from '../../domain/playbook';
import { hasCode } from '../classify';
import { type Connection, clientConfig } from '../connection';

export interface Machines {
  /** Starts the run of an incident; done twice it is one run. Rejects with the SDK's error. */
  readonly start: (machineArn: string, incidentId: string) => Promise<void>;
  /** False where no one waits for the answer any more. Rejects with the SDK's error. */
  readonly answer: (token: string, answer: Acknowledgement) => Promise<boolean>;
}

/** A part of the bundle that is loaded only where a playbook is deployed and has something to do. */
export function openMachines(connection: Connection = {}): Machines {
  const client = new SFNClient(clientConfig(connection));
  return {
    start: async (stateMachineArn, incidentId) => {
      const name = runNameOf(incidentId);
      const input = JSON.stringify({ incidentId });
      await client
        .send(new StartExecutionCommand({ stateMachineArn, name, input }))
        .catch((error: unknown) => {
          // It ran and has ended.
          if (!hasCode(error, 'ExecutionAlreadyExists')) throw error;
        });
    },
    answer: async (taskToken, { as, by }) => {
      const output = JSON.stringify({ answer: as, by });
      try {
        await client.send(new SendTaskSuccessCommand({ taskToken, output }));
        return true;
      } catch (error) {
        if (LATE.some((code) => hasCode(error, code))) return false;
        throw error;
      }
    },
  };
}

const LATE = ['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken'];
