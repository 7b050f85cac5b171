// Else zod tries whether it may make functions out of text, and every page reports that its policy was violated.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } })
