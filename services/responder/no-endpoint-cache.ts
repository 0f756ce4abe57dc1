/**
 * The DynamoDB client brings a cache for endpoint discovery, which is off unless AWS_ENABLE_ENDPOINT_DISCOVERY is set,
 * and with it a library of data structures: seven kilobytes of the bundle. serverless.yml puts this in the place of
 * `@aws-sdk/endpoint-cache`: it keeps nothing, so that discovery, where it is set, would ask each time.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-endpoint-discovery.html
 */
export class EndpointCache {
  get(): undefined {
    return undefined;
  }

  getEndpoint(): undefined {
    return undefined;
  }

  has(): false {
    return false;
  }

  set(): void {}

  delete(): void {}

  clear(): void {}
}
