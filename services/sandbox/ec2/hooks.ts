import { pushedKeys } from '../ec2instanceconnect/state';
import { readVolume, writeVolume } from './blocks';
import { kill, logIn, logOut } from './logins';
import { fileOf, machineOf, putFile } from './machine';
import { openTunnel } from './open-tunnel';
import { connect, isAlive, reaches, reachesOut } from './reaches';
import { roleCredentials } from './role-credentials';
import { startInstance } from './start-instance';
import { ec2Of } from './state';

/** What a test does to instances without a call, and to the machines in them. */
export const ec2Hooks = {
  state: ec2Of,
  startInstance,
  machineOf,
  putFile,
  fileOf,
  logIn,
  logOut,
  kill,
  openTunnel,
  pushedKeys,
  readVolume,
  writeVolume,
  roleCredentials,
  reaches,
  reachesOut,
  connect,
  isAlive,
} as const;
