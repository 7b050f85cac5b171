import path from 'node:path'
import { defineConfig } from 'vitest/config'

// A zone with half hours and summer time: a local date that slips in shows at once.
process.env.TZ = 'America/St_Johns'

const alias = [
  { find: /^server-only$/, replacement: path.join(import.meta.dirname, 'tests/setup/server-only.ts') },
  { find: /^@\//, replacement: `${import.meta.dirname}/` },
]
const shared = { environment: 'node' as const, pool: 'forks' as const, passWithNoTests: false, maxWorkers: 2 }

export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        resolve: { alias },
        test: { ...shared, name: 'unit', include: ['tests/unit/**/*.test.{ts,tsx}'], testTimeout: 10_000 },
      },
      {
        resolve: { alias },
        test: {
          ...shared,
          name: 'integration',
          include: ['tests/integration/**/*.test.ts'],
          globalSetup: ['tests/setup/integration.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
