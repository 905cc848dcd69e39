import CLibcurl
import Crypto
