package com.example.shop;

class BprOnMxNetTest extends BprContract {
    @Override
    protected String engine() {
        return "mxnet";
    }
}
