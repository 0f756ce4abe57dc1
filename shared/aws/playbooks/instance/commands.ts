import {
  GetCommandInvocationCommand,
  GetConnectionStatusCommand,
  SendCommandCommand,
} from '@aws-sdk/client-ssm';
import { asked, hasCode } from '../../classify';
import type { InstanceClients } from './clients';

/** A fleet calls a machine Online whose agent was stopped; this asks the agent. */
export async function isConnected({ ssm }: InstanceClients, Target: string): Promise<boolean> {
  const answer = ssm.send(new GetConnectionStatusCommand({ Target }));
  const { Status } = await asked('ssm:GetConnectionStatus', answer);
  return Status === 'connected';
}

export interface WantedCommand {
  readonly document: string;
  /** Of the document's text: AWS refuses to run another one. */
  readonly sha256?: string;
  readonly instanceId: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly comment: string;
}

/** The command's id. Rejects with the SDK's error. */
export async function sendCommand(
  { ssm }: InstanceClients,
  { document, sha256, instanceId, parameters, comment }: WantedCommand,
): Promise<string> {
  const Parameters = Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [name, [value]]),
  );
  const wanted = new SendCommandCommand({
    ...{ DocumentName: document, InstanceIds: [instanceId], Parameters, TimeoutSeconds: 120 },
    ...(sha256 && { DocumentHash: sha256, DocumentHashType: 'Sha256' as const }),
    Comment: comment.slice(0, 100),
  });
  const { Command } = await asked('ssm:SendCommand', ssm.send(wanted));
  if (!Command?.CommandId) throw new Error('SendCommand answered without an id');
  return Command.CommandId;
}

export type CommandEnd =
  | { readonly kind: 'pending' }
  /** With the script's last line, which is JSON unless the host made it up. */
  | { readonly kind: 'over'; readonly line: string; readonly details: string };

const GOING = ['Pending', 'InProgress', 'Delayed', 'Cancelling'];

/** What a command came to. The last line of its output is JSON, whatever happened; a host may say anything. */
export async function commandEnd(
  { ssm }: InstanceClients,
  CommandId: string,
  InstanceId: string,
): Promise<CommandEnd> {
  const answer = ssm.send(new GetCommandInvocationCommand({ CommandId, InstanceId }));
  const found = await asked('ssm:GetCommandInvocation', answer).catch((error: unknown) => {
    // It is not there yet for a moment after it was sent.
    if (hasCode(error, 'InvocationDoesNotExist')) return undefined;
    throw error;
  });
  if (!found || GOING.includes(found.Status ?? '')) return { kind: 'pending' };
  const line = found.StandardOutputContent?.trimEnd().split('\n').at(-1) ?? '';
  return { kind: 'over', line, details: found.StatusDetails ?? '' };
}
