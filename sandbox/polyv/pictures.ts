import type { Reply } from '../http.ts'

/** `https://member.sandbox.invalid/code?from=live` as a QR code. */
const webPicture = [
  'iVBORw0KGgoAAAANSUhEUgAAAJwAAACcCAYAAACKuMJNAAAAAklEQVR4AewaftIAAAXBSURBVO3BQQ4bwRHAQHKg/3+Z8bFPCywkT+Kgq+wP1r',
  'rksNZFh7UuOqx10WGtiw5rXXRY66LDWhcd1rrosNZFh7UuOqx10YeXVG6qmFSeVLyh8o2KX1J5UvFE5aaKNw5rXXRY66LDWhd9+FLFL6k8qXii',
  '8ksVk8oTlScVb1R8o+KXVL5xWOuiw1oXHda66MOPqbxR8Q2Vb1RMKpPKE5U3VJ5UTCpPKt5QeaPilw5rXXRY66LDWhd9+MeoTBVPVKaKJxVPVJ',
  '5UTCpTxaQyqTyp+Jcd1rrosNZFh7Uu+vB/RmWqeKIyVdxU8UTl/8lhrYsOa110WOuiDz9WcZPKVPFLKlPFE5WpYlJ5UjFVTCpTxRsV/02HtS46',
  'rHXRYa2LPnxJ5b+pYlKZKiaVqWJSmSomlaniGxWTylTxDZX/JYe1LjqsddFhrYs+vFTxL1F5o+JJxaQyVUwqT1R+qeJ/2WGtiw5rXXRY66IPL6',
  'lMFW+oTBWTyjcqJpWp4onKk4onKlPFpPKk4g2VX6p4ojJVvHFY66LDWhcd1rrI/uAFlW9UTCpTxaTyRsUTlaliUvmliicqU8WkMlVMKlPFGypv',
  'VHzjsNZFh7UuOqx10YcvVfySylQxqTxReVIxqXyjYlJ5o+KXVKaKNyomlV86rHXRYa2LDmtd9OGlijdU3qh4UvE3VUwqU8WTikllqniiMlX8TR',
  'VvqEwVbxzWuuiw1kWHtS768CWVqeKNiknljYonKr+kMlX8N1VMKk9UnlRMFb90WOuiw1oXHda6yP7gBZWp4g2VqeKJylQxqbxRMak8qXii8ksV',
  'k8pUMalMFZPKVDGpPKn4pcNaFx3Wuuiw1kX2By+ofKNiUnlSMak8qfiGypOKJypTxaQyVTxR+aWKSWWqmFSmim8c1rrosNZFh7Uusj94QWWqmF',
  'SmikllqviGypOKSeVJxaTyRsUbKm9UTCrfqLjpsNZFh7UuOqx10YcvqbxR8UTlScWTil+qeKLyROWXVKaKSWWqmFTeUJkqvnFY66LDWhcd1rrI',
  '/uALKlPFpDJV/E0qTyomlW9UTCpTxRsqTyomlaniDZU3Kr5xWOuiw1oXHda66MOXKt5Q+aWKX6qYVKaKSWWqeEPlDZUnKk8qnlRMKr90WOuiw1',
  'oXHda6yP7gH6LypOKXVL5RMak8qZhU3qiYVKaKN1SeVLxxWOuiw1oXHda66MOXVKaKSeUmlaliUnmj4g2VSeVJxS+pPFF5UvE3Hda66LDWRYe1',
  'LrI/eEHllyqeqPxNFW+oPKmYVKaKJypPKt5QmSomlTcqvnFY66LDWhcd1rrow0sVb6hMFU9UpopJZap4ovJEZar4l6h8o+KJyi8d1rrosNZFh7',
  'Uu+vBjKt+oeENlqnhS8Y2KSWVSeaLypGJSmVSeVDxReVLxNx3Wuuiw1kWHtS768JLKGxWTyjcqJpVJ5ZdUpoonFU9Unqh8Q+WXKn7psNZFh7Uu',
  'Oqx1kf3BP0RlqvibVL5R8URlqniiMlW8oTJVTCpPKr5xWOuiw1oXHda66MNLKjdVPFGZKiaVqeKXKiaVNyp+SWWqeKIyVUwqv3RY66LDWhcd1r',
  'row5cqfknlScWkMqlMFZPKGxVvVEwqTyomlanijYo3Kt5QmSreOKx10WGtiw5rXfThx1TeqHhDZaq4SWWqeFLxN6l8Q2WqmCp+6bDWRYe1Ljqs',
  'ddGHf0zFpPKNiknlScWk8o2KqWJSeVIxqfySylTxjcNaFx3Wuuiw1kUf/s9UTCpTxaTyRGWqmComlaliUplUnlT8TRWTylTxS4e1LjqsddFhrY',
  'vsD15QmSp+SWWqeEPlGxWTyhsVb6hMFZPKNyr+lxzWuuiw1kWHtS768CWVm1SeVEwq36iYVN5QeUPljYpJ5W9SmSreOKx10WGtiw5rXWR/sNYl',
  'h7UuOqx10WGtiw5rXXRY66LDWhcd1rrosNZFh7UuOqx10WGti/4DEFvTTfbLah0AAAAASUVORK5CYII=',
].join('')

/** `weixin://contacts/profile/tingzhou` as a QR code: no web address. */
const chatPicture = [
  'iVBORw0KGgoAAAANSUhEUgAAAIwAAACMCAYAAACuwEE+AAAAAklEQVR4AewaftIAAAScSURBVO3BQY7YSBIEwfAC//9lXx3zVJgEqZa0CDP8JV',
  'X/0UnVwknVwknVwknVwknVwknVwknVwknVwknVwknVwknVwpMlID9JzQRkUrMBZFJzA+RGzQRkUrMB5Cep2TipWjipWjipWnjykpovAdkAMqn5',
  'kpoJyAaQGzU3ar4E5I2TqoWTqoWTqoUnHwOyoeYNNROQSc0bQDbU3AB5A8iGmi+dVC2cVC2cVC08+ceo2QDyhpoJyARkUvP/7KRq4aRq4aRq4c',
  'k/BsikZlLzBpANNROQGzX/spOqhZOqhZOqhScfU/M7qbkBcqPmRs0E5AbIpOYGyKRmQ82fdFK1cFK1cFK18OQlID8JyKTmRs0EZFIzAZnUTEAm',
  'NROQSc0bQP4mJ1ULJ1ULJ1ULT5bU/ElqJiCTmg0gk5oJyJfU3Kj5m51ULZxULZxULTxZAjKpuQHyJwF5Q80EZAIyqdkAMqm5ATKpmYBsqNk4qV',
  'o4qVo4qVp48jEgk5o3gExqJiATkJ+kZgJyo2YDyIaaCcik5o2TqoWTqoWTqoUnS2omIF8C8oaaCcikZgJyA+QGyKTmBsikZkPNDZBJzZdOqhZO',
  'qhZOqhaeLAF5A8iNmg01v5OaGyA3QCY1N0AmNTdAJjUTkBs1GydVCydVCydVC08+puYNIDdqJiCTmhsgG0AmNZOaCciXgExq3lDzxknVwknVwk',
  'nVwpOX1ExAbtRMQCY1bwCZ1NwAmYDcANlQ8yUgG2omIJOajZOqhZOqhZOqhScfU/MGkEnNBGRScwNkUnOjZgIyqZmATGomIJOaCciGmj/ppGrh',
  'pGrhpGrhyZKaGyA3am7U3KiZgNyomYBMat5Qc6NmAvIlID/ppGrhpGrhpGrhyRKQSc2Nmg0gXwIyqbkBMqn5kpoNIDdqftJJ1cJJ1cJJ1QL+kg',
  'Ugk5obIJOaDSCTmgnIpGYDyIaaCcikZgJyo2YDyIaaL51ULZxULZxULTx5Ccik5g0gk5obNROQSc2NmhsgE5A31ExAbtRMaiYgk5obIJOajZOq',
  'hZOqhZOqhScfAzKpmYDcqHlDzQTkRs0EZFKzAWRS8yUgN0B+p5OqhZOqhZOqhScfUzMBuVEzAdlQc6PmBsgGkBs1N0A2gNyomYBMaiYgb5xULZ',
  'xULZxULeAv+YcAmdRMQCY1E5BJzQTkRs0E5EbNBGRSswFkUnMDZFLzxknVwknVwknVwpMlID9JzQ2QGyB/EpANIJOaN9R86aRq4aRq4aRq4clL',
  'ar4E5A01E5BJzRtAbtTcALlR8zc7qVo4qVo4qVp48jEgG2reUHOjZgKyoeYNIDdA3gAyqZmA3KjZOKlaOKlaOKlaePKPAzKpuVEzAZnUTEDeUH',
  'MDZFLzJTUTkDdOqhZOqhZOqhae/GPUTEB+kpoJyKRmAjKpmdTcALlRMwH5nU6qFk6qFk6qFp58TM1PUjMB+UlqJiAbQDbUbKiZgLxxUrVwUrVw',
  'UrWAv2QByE9SMwG5UTMBmdTcALlRswFkQ83f7KRq4aRq4aRqAX9J1X90UrVwUrVwUrVwUrVwUrVwUrVwUrVwUrVwUrVwUrVwUrXwP7dXMTQSst',
  'NxAAAAAElFTkSuQmCC',
].join('')

/**
 * What the picture host would serve under `/qr/<number>.png`. Every fourth lets any page read it; the others can only be
 * looked at, as with most hosts.
 */
export function showPicture(path: string): Reply | null {
  const found = /^\/qr\/(\d+)\.png$/.exec(path)
  if (!found) return null
  const number = Number(found[1])
  return {
    status: 200,
    body: Buffer.from(number % 8 === 4 ? chatPicture : webPicture, 'base64'),
    contentType: 'image/png',
    headers: number % 4 === 0 ? { 'Access-Control-Allow-Origin': '*' } : {},
  }
}
