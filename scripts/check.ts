// Format, lint, types and structure: seconds, no database. The same suites `npm test` begins with.
process.argv.splice(2, process.argv.length, '--only', 'lint,types,structure')
await import('./test.ts')

export {}
