export const TIME_ZONE = 'Asia/Shanghai'
