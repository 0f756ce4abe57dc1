import type { Answer } from './loopback';

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html#API_AssumeRole_Examples */
export const assumedRole = (key: string, expiration: Date): Answer =>
  xml(
    200,
    `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <AssumeRoleResult>
    <Credentials>
      <AccessKeyId>${key}</AccessKeyId>
      <SecretAccessKey>example</SecretAccessKey>
      <SessionToken>token of ${key}</SessionToken>
      <Expiration>${expiration.toISOString()}</Expiration>
    </Credentials>
  </AssumeRoleResult>
  <ResponseMetadata><RequestId>1</RequestId></ResponseMetadata>
</AssumeRoleResponse>`,
  );

/** The answer of STS for a role that does not exist, and also for one that does not trust the caller. */
export const accessDenied = (): Answer =>
  xml(
    403,
    `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <Error><Type>Sender</Type><Code>AccessDenied</Code><Message>not authorized</Message></Error>
  <RequestId>2</RequestId>
</ErrorResponse>`,
  );

const xml = (status: number, body: string): Answer => ({ status, type: 'text/xml', body });
