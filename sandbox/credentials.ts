export type Credentials = {
  wechat: { appId: string; appSecret: string }
  polyv: { appId: string; appSecret: string; userId: string }
}

/** Invented, and worth nothing outside this sandbox. */
export const defaultCredentials: Credentials = {
  wechat: { appId: 'wx5d1c7e90b3a2f486', appSecret: '3b9f0c6e2d7a41858e6cf10a94d2b735' },
  polyv: { appId: 'hk7q2mdw9c', appSecret: 'q8w2zt5n1kx7v0c4b6m9s3d1f5g7h2j4', userId: 'a4f81c6e20' },
}

/** The neighbours on the same upstreams, so that foreign dramas and channels exist. */
export const neighbourCredentials: Credentials = {
  wechat: { appId: 'wx8a40e2c6d95b7f13', appSecret: '7e1d94b0c8f24a6395d7b3e8016fa2c4' },
  polyv: { appId: 'zt4n8vxk1p', appSecret: 'm3v9c1x7z5l8k2j6h4g0f9d7s5a3p1o8', userId: 'd72b90e4f1' },
}

export function credentialsFromEnvironment(environment: NodeJS.ProcessEnv): Credentials {
  const { wechat, polyv } = defaultCredentials
  return {
    wechat: {
      appId: environment.WECHAT_APP_ID || wechat.appId,
      appSecret: environment.WECHAT_APP_SECRET || wechat.appSecret,
    },
    polyv: {
      appId: environment.POLYV_APP_ID || polyv.appId,
      appSecret: environment.POLYV_APP_SECRET || polyv.appSecret,
      userId: environment.POLYV_USER_ID || polyv.userId,
    },
  }
}
