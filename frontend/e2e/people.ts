// The person of the stories of messages, with the addresses that messages go to.

import type { ApiClient } from './api.ts';

export const MAJA = {
  userName: 'maja',
  password: 'a long way to the sea',
  email: 'maja@example.org',
  number: '+46701234567',
} as const;

export async function addMaja(owner: ApiClient): Promise<void> {
  await owner.post('/users', {
    user_name: MAJA.userName,
    display_name: 'Maja Lind',
    email: MAJA.email,
    phone_number: MAJA.number,
    password: MAJA.password,
  });
}
