import JobQueue
import Logging
import ServiceLifecycle
