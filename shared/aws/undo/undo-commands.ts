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
import type { UndoInputs } from '../../domain/undo';
import { by, type Commands } from '../dependencies/commands';

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
