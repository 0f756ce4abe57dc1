import type { Situations } from '../situation';
import { ec2Records, ec2Situations } from './ec2';
import { s3Records } from './s3-records';
import { ssmSituations } from './ssm';
import { stepFunctionsSituations } from './stepfunctions';

export const runbooks: Situations = {
  ...ec2Situations,
  ...ec2Records,
  ...s3Records,
  ...ssmSituations,
  ...stepFunctionsSituations,
};
