import { randomUUID } from 'node:crypto';

/** How the AWS SDK for Java ends a refusal's sentence: what one service hands on of another is told so. */
export const saidBy = (service: string, status: number, code: string): string =>
  ` (Service: ${service}; Status Code: ${status}; Error Code: ${code}; Request ID: ${randomUUID()}; Proxy: null)`;
