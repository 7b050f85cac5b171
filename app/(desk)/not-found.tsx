export { Nowhere as default } from '@/components/shell/nowhere'
