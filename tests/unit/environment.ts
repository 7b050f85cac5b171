/** What `lib/env` insists on, for tests of modules that read it and touch neither database nor network. */
export function setTestEnvironment(more: Record<string, string> = {}): void {
  Object.assign(process.env, {
    DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing',
    APP_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
    AUTH_SECRET: 'Vq8TzR2mKx5YbN7cJw3LdHs9GfPa4eUi',
    FINGERPRINT_KEY: 'f1:Zx9cVb8nMq7wEr6tLk5jHg4f',
    PORT: '3000',
    ...more,
  })
}
