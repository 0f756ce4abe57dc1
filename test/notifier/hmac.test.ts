import { expect, test } from '@jest/globals';
import { hmac } from '../../services/notifier/hmac';

// What the reference implementations of Standard Webhooks test themselves with.
test('a webhook is signed as the reference implementations sign it', () => {
  const signed = hmac(
    'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    'msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.{"test": 2432232314}',
  );
  expect(signed).toBe('g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});
