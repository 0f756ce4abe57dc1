import { createGroup } from './autoscaling/state';
import { accountJoined, deployStack, failDeployments } from './cloudformation/deploy-stack';
import { readYaml } from './cloudformation/refused-template';
import { createTrail, startLogging, stopLogging } from './cloudtrail/create-trail';
import { keepLogFiles } from './cloudtrail/keep-log-files';
import { selects } from './cloudtrail/selectors';
import { trailByArn } from './cloudtrail/trail';
import { configurationItems } from './config/state';
import { onClose } from './core/on-close';
import { askEngine } from './dynamodb/engine';
import { dynamodbService } from './dynamodb/service';
import { ec2Hooks } from './ec2/hooks';
import { createTargetGroup } from './elasticloadbalancing/state';
import { releaseDeliveries } from './events/delivery-faults';
import { requireBus } from './events/find-bus';
import { matchesPattern } from './events/pattern/matches-pattern';
import { parsePattern, parsePatternText } from './events/pattern/parse-pattern';
import { publish, putServiceEvent } from './events/publish';
import { putRule } from './events/put-rule';
import { enableGuardDuty, putFinding } from './guardduty/state';
import { isResourceless } from './iam/resourceless-actions';
import { createRole, deleteRole, findRole } from './iam/roles';
import { createAccessKey, createUser } from './iam/users';
import { signIn } from './identitystore/sign-in';
import { addStoreUser, createIdentityStore } from './identitystore/state';
import { createKey } from './kms/create-key';
import { killEnvironments, retireEnvironments } from './lambda/end-environments';
import { invoke } from './lambda/invoke';
import { fireSchedule, keepSchedules } from './lambda/keep-schedules';
import { lambdaOf } from './lambda/state';
import { addAccount } from './organizations/create-organization';
import { deregisterAdministrator, registerAdministrator } from './organizations/membership';
import { logQueries } from './route53resolver/state';
import { keepLifecycles } from './s3/keep-lifecycles';
import { createSecret } from './secretsmanager/state';
import { securityHubOf } from './securityhub/state';
import { sesOf } from './ses/state';
import { dropDelayed, expireVisibility, inFlight } from './sqs/visibility';
import { commands } from './ssm/commands/command';
import { documents } from './ssm/documents/document';
import { sessions } from './ssm/session';
import { parameters } from './ssm/state';
import { executionEnded } from './states/state';
import { tellRecord } from './tell-record';

/**
 * A world changed or looked at past the wire, by service. No permission is asked and, but for `tellRecord`,
 * no record is written. A `keep…` does what AWS does of its own accord as the world's clock goes on.
 */
export const hooks = {
  onClose,
  autoscaling: { createGroup },
  cloudformation: { accountJoined, deployStack, failDeployments, readYaml },
  cloudtrail: {
    createTrail,
    keepLogFiles,
    selects,
    startLogging,
    stopLogging,
    tellRecord,
    trailByArn,
  },
  config: { configurationItems },
  dynamodb: { ask: askEngine, service: dynamodbService },
  ec2: ec2Hooks,
  elasticloadbalancing: { createTargetGroup },
  events: {
    matchesPattern,
    parsePattern,
    parsePatternText,
    publish,
    putRule,
    putServiceEvent,
    releaseDeliveries,
    requireBus,
  },
  guardduty: { enableGuardDuty, putFinding },
  iam: {
    createAccessKey,
    createRole,
    createUser,
    deleteRole,
    findRole,
    isResourceless,
  },
  identitystore: { addStoreUser, createIdentityStore, signIn },
  kms: { createKey },
  lambda: {
    fireSchedule,
    invoke,
    keepSchedules,
    killEnvironments,
    retireEnvironments,
    state: lambdaOf,
  },
  organizations: { addAccount, deregisterAdministrator, registerAdministrator },
  route53resolver: { logQueries },
  s3: { keepLifecycles },
  secretsmanager: { createSecret },
  securityhub: { state: securityHubOf },
  ses: { state: sesOf },
  sqs: { dropDelayed, expireVisibility, inFlight },
  ssm: { commands, documents, parameters, sessions },
  states: { executionEnded },
} as const;
