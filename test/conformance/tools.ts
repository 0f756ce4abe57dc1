import { join } from 'node:path';

export const ROOT = join(__dirname, '../..');

/** A program of the virtual environment that .ci/conformance makes. */
export const inVenv = (program: string): string => join(ROOT, '.venv/bin', program);

/** Where .ci/conformance unpacks AWS's own DynamoDB Local. */
export const dynamoDbLocal = join(ROOT, '.venv/dynamodb-local');
