/** What a write is told of whoever asks for it. */
export const context = {
  actor: {
    type: 'person' as const,
    id: 'p1',
    name: '管理员',
    role: 'admin',
    sessionPrint: null,
    ip: null,
    userAgent: null,
  },
  session: {} as never,
  requestId: 'r1',
}
