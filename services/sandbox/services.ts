import { accessanalyzerService } from './accessanalyzer/service';
import { accountService } from './account/service';
import { autoscalingService } from './autoscaling/service';
import { cloudformationService } from './cloudformation/api/service';
import { cloudtrailService } from './cloudtrail/service';
import { configService } from './config/service';
import type { Service } from './core/service';
import { ebsService } from './ebs/service';
import { ec2Service } from './ec2/service';
import { ec2InstanceConnectService } from './ec2instanceconnect/service';
import { elasticloadbalancingService } from './elasticloadbalancing/service';
import { eventsService } from './events/service';
import { guarddutyService } from './guardduty/service';
import { iamService } from './iam/service';
import { identitystoreService } from './identitystore/service';
import { kmsService } from './kms/service';
import { lambdaService } from './lambda/service';
import { logsService } from './logs/service';
import { organizationsService } from './organizations/service';
import { route53resolverService } from './route53resolver/service';
import { s3Service } from './s3/service';
import { s3controlService } from './s3control/service';
import { secretsmanagerService } from './secretsmanager/service';
import { securityhubService } from './securityhub/service';
import { sesService } from './ses/service';
import { snsService } from './sns/service';
import { sqsService } from './sqs/service';
import { ssmService } from './ssm/service';
import { statesService } from './states/service';
import { stsService } from './sts/service';

/** Every service that needs no engine of its own; DynamoDB is added where its engine is started. */
export const services: readonly Service[] = [
  accessanalyzerService,
  accountService,
  autoscalingService,
  cloudformationService,
  cloudtrailService,
  configService,
  ebsService,
  ec2Service,
  elasticloadbalancingService,
  ec2InstanceConnectService,
  eventsService,
  guarddutyService,
  iamService,
  identitystoreService,
  kmsService,
  lambdaService,
  logsService,
  organizationsService,
  route53resolverService,
  s3Service,
  s3controlService,
  secretsmanagerService,
  securityhubService,
  sesService,
  snsService,
  sqsService,
  ssmService,
  statesService,
  stsService,
];
