import { createHmac } from 'node:crypto';

/** HMAC-SHA256; the key and the answer are Base64. */
export const hmac = (key: string, text: string): string =>
  createHmac('sha256', Buffer.from(key, 'base64')).update(text).digest('base64');
