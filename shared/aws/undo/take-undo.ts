import {
  RestoreEventDataStoreCommand,
  StartEventDataStoreIngestionCommand,
  StopLoggingCommand,
} from '@aws-sdk/client-cloudtrail';
import { ConnectCustomKeyStoreCommand, CreateAliasCommand } from '@aws-sdk/client-kms';
import {
  DetachPolicyCommand,
  MoveAccountCommand,
  RegisterDelegatedAdministratorCommand,
} from '@aws-sdk/client-organizations';
import type { UndoInputs, UndoResult, UndoStep } from '../../domain/undo';
import { classify } from '../classify';
import { by, type Commands } from '../dependencies/commands';
import type { ServiceClients } from '../dependencies/service-clients';
import { type Standing, undoLooks } from './undo-looks';

/**
 * Looks, acts and looks again. An event is only believed while its effect still stands, so doing it twice does
 * nothing the second time. Never throws: an obstacle is an answer.
 */
export async function takeUndo(step: UndoStep, clients: ServiceClients): Promise<UndoResult> {
  const { call, input } = step;
  const lookOf = undoLooks[call] as (clients: ServiceClients, input: unknown) => Promise<Standing>;
  const look = () => lookOf(clients, input);
  try {
    const before = await look();
    if (before !== 'standing') return { kind: before === 'undone' ? 'already' : 'overtaken' };
    await undoCommands[call](clients, input);
    return { kind: (await look()) === 'undone' ? 'undone' : 'unseen' };
  } catch (error) {
    // Another delivery of the same event may have been faster, and each service has its own code for that.
    const now = await look().catch(() => 'standing' as const);
    if (now === 'undone') return { kind: 'already' };
    return { kind: 'obstacle', why: classify(error, call) };
  }
}

/** The SDK's command for each write that undoes what was only reported. */
export const undoCommands: Commands<UndoInputs> = {
  'cloudtrail:RestoreEventDataStore': by('cloudtrail', RestoreEventDataStoreCommand),
  'cloudtrail:StartEventDataStoreIngestion': by('cloudtrail', StartEventDataStoreIngestionCommand),
  'cloudtrail:StopLogging': by('cloudtrail', StopLoggingCommand),
  'kms:ConnectCustomKeyStore': by('kms', ConnectCustomKeyStoreCommand),
  'kms:CreateAlias': by('kms', CreateAliasCommand),
  'organizations:DetachPolicy': by('organizations', DetachPolicyCommand),
  'organizations:MoveAccount': by('organizations', MoveAccountCommand),
  'organizations:RegisterDelegatedAdministrator': by(
    'organizations',
    RegisterDelegatedAdministratorCommand,
  ),
};
